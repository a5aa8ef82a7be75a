//! The words of a panic, kept for the file of events.

use std::{panic, sync::Mutex};

/// The first and the last panic since the last [`forget`]. Neither tells the whole: the last may only say that a thread
/// has panicked before, and the first may have been survived.
static PANICS: Mutex<Option<(String, String)>> = Mutex::new(None);

/// From now on the words are kept; the log gets them as always.
pub(super) fn remember() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let place = info.location().map_or_else(String::new, |at| format!(" at {at}"));
        let words = info.payload_as_str().unwrap_or("something that is no text");
        let said = format!("panicked{place}: {words}");
        if let Ok(mut kept) = PANICS.lock() {
            let first = kept.take().map_or_else(|| said.clone(), |(first, _)| first);
            *kept = Some((first, said));
        }
        before(info);
    }));
}

/// What one variant survived is not why the next one ends.
pub(super) fn forget() {
    if let Ok(mut kept) = PANICS.lock() {
        *kept = None;
    }
}

/// Why it ended.
pub(super) fn message() -> String {
    match PANICS.lock().ok().and_then(|mut kept| kept.take()) {
        Some((first, last)) if first == last => last,
        Some((first, last)) => format!("{last}; before that it {first}"),
        None => "panicked".to_owned(),
    }
}
