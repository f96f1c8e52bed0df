//! Colours, as far as they decide whether letters can be seen on what they stand on.

/// A colour: red, green and blue, or what stands for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(u32);

impl Colour {
    /// What a page stands on.
    pub const WHITE: Self = Self(0xFF_FF_FF);

    /// Of red, green and blue.
    pub fn of_parts([red, green, blue]: [u8; 3]) -> Self {
        Self(u32::from(red) << 16 | u32::from(green) << 8 | u32::from(blue))
    }

    /// Of six hexadecimal digits: D9D9D9.
    #[cfg(feature = "documents")]
    pub fn of_digits(digits: &str) -> Option<Self> {
        let six = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        six.then(|| u32::from_str_radix(digits, 16).ok().map(Self)).flatten()
    }

    /// What stands for something by which a format names a colour: only the same is the same.
    pub fn of_name(name: &str) -> Self {
        let letters = name.bytes().fold(0_u32, |all, byte| all.wrapping_mul(31) ^ u32::from(byte));
        // Beyond all colours that are told by their parts.
        Self(letters | 1 << 31)
    }

    /// Whether nobody can tell letters of this colour from what they stand on.
    pub fn is_lost_on(self, ground: Self) -> bool {
        /// What no eye tells apart, in parts of 255.
        const NEAR: u32 = 5;
        let near = |shift: u32| (self.0 >> shift & 0xFF).abs_diff(ground.0 >> shift & 0xFF) <= NEAR;
        self == ground || (self.0.max(ground.0) <= Self::WHITE.0 && near(16) && near(8) && near(0))
    }
}
