//! Bytes that pages and mails write as text: base64, quoted-printable, percent signs, `data:` addresses.
//!
//! In: encoded text. Out: bytes; what is no code stands for itself, so nothing is lost. The only user of base64 and
//! percent-encoding.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent).with_decode_allow_trailing_bits(true),
);

/// The bytes of base64, whatever blanks and line ends stand in it; what follows a fault is not read.
pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let letters: Vec<u8> = text.iter().copied().filter(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).collect();
    // A rest of one letter is no byte.
    let whole = if letters.len() % 4 == 1 { letters.len() - 1 } else { letters.len() };
    LENIENT.decode(letters.get(..whole).unwrap_or_default()).unwrap_or_default()
}

/// The bytes of quoted-printable.
pub(super) fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'=' {
            out.push(*byte);
            continue;
        }
        match after {
            [b'\r', b'\n', more @ ..] | [b'\n', more @ ..] => rest = more,
            [high, low, more @ ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
                out.push(digit(*high) * 16 + digit(*low));
                rest = more;
            }
            _ => out.push(b'='),
        }
    }
    out
}

/// The text of an address with its percent signs read.
pub(super) fn percent(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The bytes of a `data:` address.
pub(super) fn data_address(address: &str) -> Option<Vec<u8>> {
    let (kind, data) =
        address.get(..5).filter(|start| start.eq_ignore_ascii_case("data:")).and_then(|_| address.get(5..))?.split_once(',')?;
    let is_base64 = kind.trim_end().to_ascii_lowercase().ends_with(";base64");
    Some(if is_base64 { base64(percent(data).as_bytes()) } else { percent_encoding::percent_decode_str(data).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_and_faults_stand() {
        assert_eq!(quoted_printable(b"=E7=A4=BE\r\n=E5=8C=BA=\r\n=3D=zz="), "社\r\n区==zz=".as_bytes());
        assert_eq!(base64(b"5p2/\r\n5oql"), "板报".as_bytes());
        assert_eq!(base64(b"5p2/5oqlA"), "板报".as_bytes());
        assert_eq!(data_address("data:text/plain;base64,5p2%2F"), Some("板".as_bytes().to_vec()));
        assert_eq!(data_address("data:,%E6%9D%BF"), Some("板".as_bytes().to_vec()));
        assert_eq!(data_address("https://x/y,z"), None);
    }
}
