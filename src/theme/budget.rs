//! How much one template may do: steps, bytes that it writes, and the size of what it remembers.
//!
//! Tera has neither a limit nor a hook between two instructions. What it has are functions and filters, a writer for
//! what reaches the page, and templates as text: so the writer is bounded, the functions and filters that make much of
//! little are ours, and [`metered`](super::metered) puts calls of [`meter`] into the templates of a site's own theme.
//! The counters belong to the thread, which renders one template after the other.

use std::cell::Cell;
use std::io::{self, Write};

use tera::{Kwargs, State, TeraResult, Value};

/// Loops, inclusions and items of ranges in one page.
const MOST_STEPS: u64 = 2_000_000;
/// Bytes of one page, and bytes that go into variables while it is made.
const MOST_BYTES: u64 = 64 << 20;
/// Bytes and items of one variable.
const MOST_OF_ONE: usize = 16 << 20;
/// How deep lists in lists are looked at.
const DEEPEST: usize = 64;
/// Items of one range, as Tera has it.
const LONGEST_RANGE: i128 = 100_000;

thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
    static BYTES: Cell<u64> = const { Cell::new(0) };
}

const TOO_MANY_STEPS: &str = "This template takes too many steps";
const TOO_MANY_BYTES: &str = "This template makes too much text";

/// Whether a sentence says that the budget is spent.
pub(super) fn is_spent(said: &str) -> bool {
    said == TOO_MANY_STEPS || said == TOO_MANY_BYTES
}

/// Begins a template with everything that it may use.
fn begin() {
    STEPS.set(MOST_STEPS);
    BYTES.set(MOST_BYTES);
}

fn spend(left: &Cell<u64>, amount: u64, said: &'static str) -> TeraResult<()> {
    match left.get().checked_sub(amount) {
        Some(rest) => {
            left.set(rest);
            Ok(())
        }
        None => {
            left.set(0);
            Err(tera::Error::message(said))
        }
    }
}

fn steps(amount: usize) -> TeraResult<()> {
    STEPS.with(|left| spend(left, amount as u64, TOO_MANY_STEPS))
}

fn bytes(amount: usize) -> TeraResult<()> {
    BYTES.with(|left| spend(left, amount as u64, TOO_MANY_BYTES))
}

/// A page that is being written: it fails where it becomes too long.
struct Bounded<'a> {
    out: &'a mut Vec<u8>,
    room: usize,
}

impl Write for Bounded<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.room = self.room.checked_sub(bytes.len()).ok_or_else(|| io::Error::from(io::ErrorKind::StorageFull))?;
        self.out.extend_from_slice(bytes);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Renders a template within its budget.
///
/// # Errors
/// Tera's, or that the budget is spent.
pub(super) fn render_to(tera: &tera::Tera, template: &str, context: &tera::Context, out: &mut Vec<u8>) -> TeraResult<()> {
    begin();
    tera.render_to(template, context, &mut Bounded { out, room: MOST_BYTES as usize })
}

/// `meter(n=12, of=name)`: a step that wrote so many bytes, after which a variable has what it has.
pub(super) fn meter(values: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    steps(1)?;
    bytes(values.get::<usize>("n")?.unwrap_or(0))?;
    if let Some((_, value)) = values.iter().find(|(key, _)| key.as_str() == Some("of")) {
        let mut room = MOST_OF_ONE;
        if !fits(value, &mut room, DEEPEST) {
            return Err(tera::Error::message(TOO_MANY_BYTES));
        }
        steps((MOST_OF_ONE - room) / 1024)?;
    }
    Ok(Value::none())
}

/// `{{ (title) | metered }}`: the same, counted.
pub(super) fn metered(value: &Value, _: Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let mut room = MOST_OF_ONE;
    if !fits(value, &mut room, DEEPEST) {
        return Err(tera::Error::message(TOO_MANY_BYTES));
    }
    bytes(MOST_OF_ONE - room)?;
    Ok(value.clone())
}

/// Whether a value has room: each text by its bytes, each item and number as one.
fn fits(value: &Value, room: &mut usize, depth: usize) -> bool {
    let own = value.as_str().map_or(1, str::len);
    let Some(rest) = room.checked_sub(own).filter(|_| depth > 0) else { return false };
    *room = rest;
    value.as_array().is_none_or(|list| list.iter().all(|item| fits(item, room, depth - 1)))
        && value.as_map().is_none_or(|map| map.iter().all(|(_, item)| fits(item, room, depth - 1)))
}

/// Tera's `range`, with each of its items a step.
pub(super) fn range(values: Kwargs, _: &State<'_>) -> TeraResult<Vec<i128>> {
    let start = values.get::<i128>("start")?.unwrap_or_default();
    let end = values.must_get::<i128>("end")?;
    let step = values.get::<i128>("step_by")?.unwrap_or(1);
    if step == 0 {
        return Err(tera::Error::message("Function `range` was called with a `step_by` argument of 0"));
    }
    if start > end && step > 0 {
        return Err(tera::Error::message("Function `range` was called with a `start` argument greater than the `end` one"));
    }
    let too_far = || tera::Error::message("Function `range` was called with arguments that overflow i128");
    let span = if step > 0 { end.checked_sub(start) } else { start.checked_sub(end) }.ok_or_else(too_far)?.max(0);
    let width = step.checked_abs().ok_or_else(too_far)?;
    let count = span.checked_add(width - 1).ok_or_else(too_far)? / width;
    if count > LONGEST_RANGE {
        return Err(tera::Error::message(format!(
            "Function `range` would produce {count} elements, which exceeds the limit of {LONGEST_RANGE}"
        )));
    }
    steps(count as usize)?;
    Ok((0..count).map(|nth| start + nth * step).collect())
}

/// Tera's `replace`, which fails before it makes too much.
pub(super) fn replace(value: &Value, values: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let from = values.must_get::<&str>("from")?;
    let to = values.iter().find(|(key, _)| key.as_str() == Some("to")).map(|(_, to)| to);
    let to = to.ok_or_else(|| tera::Error::message("Missing keyword argument `to`"))?;
    let is_html = state.autoescaping_enabled() && (value.is_safe() || to.is_safe());
    let (text, by) = (shown(value, is_html, state)?, shown(to, is_html, state)?);
    bytes(text.len() + text.matches(from).count().saturating_mul(by.len()))?;
    let replaced = text.replace(from, &by);
    Ok(if is_html { Value::safe_string(&replaced) } else { Value::from(replaced) })
}

/// Tera's `join`, which fails before it makes too much.
pub(super) fn join(values: &Value, arguments: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let list = values
        .as_array()
        .ok_or_else(|| tera::Error::message(format!("Invalid type for the value, expected `array` but got `{}`", values.name())))?;
    let by = arguments.iter().find(|(key, _)| key.as_str() == Some("sep")).map(|(_, by)| by);
    let is_html = state.autoescaping_enabled()
        && (list.iter().any(|item| item.as_str().is_some() && item.is_safe()) || by.is_some_and(Value::is_safe));
    let by = by.map_or(Ok(String::new()), |by| shown(by, is_html, state))?;
    let mut joined = String::new();
    for (nth, item) in list.iter().enumerate() {
        let mut room = MOST_OF_ONE;
        if !fits(item, &mut room, DEEPEST) {
            return Err(tera::Error::message(TOO_MANY_BYTES));
        }
        let from = joined.len();
        if nth > 0 {
            joined.push_str(&by);
        }
        if !item.is_undefined() {
            joined.push_str(&if is_html { state.escape_if_needed(item)? } else { item.to_string() });
        }
        bytes(joined.len() - from)?;
    }
    Ok(if is_html { Value::safe_string(&joined) } else { Value::from(joined) })
}

fn shown(value: &Value, is_html: bool, state: &State<'_>) -> TeraResult<String> {
    if value.as_str().is_none() {
        let said = format!("Invalid type for the value, expected `string` but got `{}`", value.name());
        return Err(tera::Error::message(said));
    }
    if is_html { state.escape_if_needed(value) } else { Ok(value.to_string()) }
}
