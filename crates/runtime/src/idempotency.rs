//! Keys by which a server recognizes a repeated call.

use crate::clock::Clock;

/// A unique key: a UUID of version 4, RFC 9562 section 5.4.
pub(crate) fn key(clock: &dyn Clock) -> String {
    let (high, low) = (clock.random(), clock.random());
    let (high, low) = ((high & !0xF000) | 0x4000, (low & !(0b11 << 62)) | (0b10 << 62));
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xFFFF,
        high & 0xFFFF,
        low >> 48,
        low & 0xFFFF_FFFF_FFFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::VirtualClock;

    #[test]
    fn a_key_is_a_uuid_of_its_own() {
        let clock = VirtualClock::new();
        let keys = [key(&clock), key(&clock)];
        assert_ne!(keys[0], keys[1]);
        clock.fix_random(u64::MAX);
        assert_eq!(key(&clock), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        clock.fix_random(0x0123_4567_89AB_CDEF);
        assert_eq!(key(&clock), "01234567-89ab-4def-8123-456789abcdef");
    }
}
