//! One person's name in two ways: 徐叶婷 and 徐业婷 in one text.

use super::running::Sign;
use super::{MOST, Rule, Slip};
use crate::article::privacy::{self, Class, classes};
use crate::pinyin;

/// So many candidates of one text are compared.
const MOST_NAMES: usize = 400;

/// Three characters that may be a name.
struct Candidate {
    /// The surname and how the rest sounds.
    sound: (char, &'static str, &'static str),
    /// Which of the text's signs it begins with.
    nth: usize,
    spelling: [char; 3],
}

pub(super) fn look(text: &str, signs: &[Sign], slips: &mut Vec<Slip>) {
    let mut candidates: Vec<Candidate> = Vec::new();
    for (nth, three) in signs.windows(3).enumerate() {
        let [a, b, c] = three else { continue };
        let of = |sign: &Sign| classes().of(sign.c);
        if !of(a).has(Class::SURE) || !of(b).has(Class::GIVEN) && !of(c).has(Class::GIVEN) {
            continue;
        }
        let (Some(first), Some(second)) = (pinyin::first_reading(b.c), pinyin::first_reading(c.c)) else { continue };
        candidates.push(Candidate { sound: (a.c, first, second), nth, spelling: [a.c, b.c, c.c] });
        if candidates.len() >= MOST_NAMES {
            break;
        }
    }
    candidates.sort_by_key(|candidate| (candidate.sound, candidate.nth));
    for alike in candidates.chunk_by(|a, b| a.sound == b.sound) {
        // The spelling that stands first is held for the right one.
        let Some(first) = alike.first() else { continue };
        for other in alike.iter().filter(|other| other.spelling != first.spelling).take(MOST) {
            let right: String = first.spelling.iter().collect();
            let (begin, end) = (&signs[other.nth], &signs[other.nth + 2]);
            let range = begin.at..end.at + end.c.len_utf8();
            // In a list of names two that sound alike are two persons.
            let beside =
                [other.nth.checked_sub(1), Some(other.nth + 3)].map(|nth| nth.and_then(|nth| signs.get(nth)).map_or(' ', |sign| sign.c));
            if beside.iter().any(|c| matches!(c, '、' | '（' | '(' | '和' | '与')) {
                continue;
            }
            let written: String = other.spelling.iter().collect();
            if privacy::has_room(text, &written) && privacy::has_room(text, &right) && privacy::stands_as_name(text, &right) {
                slips.push(Slip { range, rule: Rule::NameTwoWays, wanted: right });
            }
        }
    }
}
