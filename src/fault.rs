//! A fault of the program itself (a panic), caught where one file is read or one page made, so that it costs that
//! file or page and nothing else.
//!
//! In: a piece of work. Out: what it gives, or what went wrong and where in the program. Nothing is printed; the
//! caller makes a note of it that asks the editor to report it. Never used to carry on with half a value: what the
//! work had borrowed mutably is lost with it.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Once;

thread_local! {
    /// How many pieces of work are watched on this thread right now, one within the other.
    static WATCHED: Cell<usize> = const { Cell::new(0) };
    /// What the last panic of watched work on this thread said.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Does some work; a panic in it is the error, as `message (file:line)`.
///
/// # Errors
/// When the work panics.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| if WATCHED.get() > 0 { remember(info) } else { usual(info) }));
    });
    WATCHED.set(WATCHED.get() + 1);
    // What the work had its hands on is dropped or never looked at again by all callers.
    let done = panic::catch_unwind(AssertUnwindSafe(work));
    WATCHED.set(WATCHED.get() - 1);
    done.map_err(|_| SAID.with(RefCell::take))
}

fn remember(info: &PanicHookInfo<'_>) {
    let payload = info.payload();
    let message = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
    // A message may hold the whole text that was sliced in the wrong place.
    let message: String = message.unwrap_or("panic").chars().take(200).collect();
    SAID.with(|said| *said.borrow_mut() = format!("{message}{place}"));
}

#[cfg(test)]
mod tests {
    use super::caught;

    #[test]
    fn a_fault_is_told_and_the_next_work_is_as_ever() {
        assert_eq!(caught(|| 1), Ok(1));
        let text = "标：题";
        let fault = caught(|| text[..4].len());
        assert!(fault.is_err_and(|said| said.contains("char boundary") && said.contains("fault.rs:")));
        let within = caught(|| caught(|| -> u8 { panic!("inner") }).map_or(2, |one| one));
        assert_eq!(within, Ok(2));
        assert_eq!(caught(|| 3), Ok(3));
    }
}
