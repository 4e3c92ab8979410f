//! Reads the packed syntaxes that syntect 5 carries, and nothing else, in place of bincode 1.
//!
//! syntect 5 cannot parse without the crate `bincode`, which nobody maintains any more (RUSTSEC-2025-0141).
//! `[patch.crates-io]` in banbao's `Cargo.toml` puts this crate where syntect asks for that one. What goes in are
//! bytes in bincode 1's standard form (integers little-endian in full width, lengths as `u64`, variants as `u32`);
//! what comes out is the value. Never writes: banbao builds no syntaxes, so [`serialize_into`] only says so.

use std::fmt::{self, Display};
use std::io::{Read, Write};

use serde::de::value::U32Deserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, SeqAccess, Visitor};
use serde::ser::Serialize;

/// Why a value could not be read.
#[derive(Debug)]
pub struct ErrorKind(String);

/// Boxed, as in bincode, so that a result stays small.
pub type Error = Box<ErrorKind>;
/// A value or why there is none.
pub type Result<T> = std::result::Result<T, Error>;

impl Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ErrorKind {}

impl de::Error for Error {
    fn custom<T: Display>(message: T) -> Self {
        Box::new(ErrorKind(message.to_string()))
    }
}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        failed(error)
    }
}

fn failed(message: impl Display) -> Error {
    de::Error::custom(message)
}

/// Reads one value.
///
/// # Errors
/// When the bytes end too early or are no such value.
pub fn deserialize_from<R: Read, T: DeserializeOwned>(reader: R) -> Result<T> {
    T::deserialize(&mut Reader(reader))
}

/// Writes nothing: only reading is needed here.
///
/// # Errors
/// Always.
pub fn serialize_into<W: Write, T: Serialize + ?Sized>(_: W, _: &T) -> Result<()> {
    Err(failed("this crate only reads"))
}

struct Reader<R>(R);

impl<R: Read> Reader<R> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    fn length(&mut self) -> Result<usize> {
        usize::try_from(u64::from_le_bytes(self.take()?)).map_err(failed)
    }

    /// Grows with what is really there: a wrong length allocates nothing.
    fn bytes(&mut self) -> Result<Vec<u8>> {
        let length = self.length()?;
        let mut bytes = Vec::new();
        let read = self.0.by_ref().take(length as u64).read_to_end(&mut bytes).map_err(failed)?;
        if read == length { Ok(bytes) } else { Err(failed("the bytes end within a text")) }
    }

    fn text(&mut self) -> Result<String> {
        String::from_utf8(self.bytes()?).map_err(failed)
    }
}

macro_rules! numbers {
    ($($method:ident $visit:ident $number:ty),*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
            visitor.$visit(<$number>::from_le_bytes(self.take()?))
        }
    )*};
}

impl<'de, R: Read> de::Deserializer<'de> for &mut Reader<R> {
    type Error = Error;

    fn is_human_readable(&self) -> bool {
        false
    }

    numbers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32, deserialize_i64 visit_i64 i64,
        deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16, deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
        deserialize_f32 visit_f32 f32, deserialize_f64 visit_f64 f64
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.take()? {
            [0] => visitor.visit_bool(false),
            [1] => visitor.visit_bool(true),
            [other] => Err(failed(format!("{other} is neither no nor yes"))),
        }
    }

    /// A character stands as its UTF-8; the first byte tells how many there are.
    fn deserialize_char<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let [first] = self.take()?;
        let mut bytes = vec![first];
        for _ in 1..first.leading_ones().max(1) {
            bytes.extend(self.take::<1>()?);
        }
        match std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next()) {
            Some(c) => visitor.visit_char(c),
            None => Err(failed("no character")),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_string(self.text()?)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_byte_buf(self.bytes()?)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_byte_buf(self.bytes()?)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.take()? {
            [0] => visitor.visit_none(),
            [1] => visitor.visit_some(self),
            [other] => Err(failed(format!("{other} is neither none nor some"))),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_unit()
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let left = self.length()?;
        visitor.visit_seq(Items { reader: self, left })
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Items { reader: self, left: length })
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(self, _: &'static str, length: usize, visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Items { reader: self, left: length })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        let left = self.length()?;
        visitor.visit_map(Items { reader: self, left })
    }

    fn deserialize_struct<V: Visitor<'de>>(self, _: &'static str, fields: &'static [&'static str], visitor: V) -> Result<V::Value> {
        visitor.visit_seq(Items { reader: self, left: fields.len() })
    }

    fn deserialize_enum<V: Visitor<'de>>(self, _: &'static str, _: &'static [&'static str], visitor: V) -> Result<V::Value> {
        visitor.visit_enum(self)
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(failed("these bytes do not say what they are"))
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(failed("these bytes hold no names"))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(failed("what is not known cannot be passed over"))
    }
}

/// The items of a list, or the keys and values of a map.
struct Items<'a, R> {
    reader: &'a mut Reader<R>,
    left: usize,
}

impl<R> Items<'_, R> {
    fn next(&mut self) -> bool {
        let more = self.left > 0;
        self.left = self.left.saturating_sub(1);
        more
    }

    /// Never room for more than a page at once: a wrong length allocates nothing.
    fn hint(&self) -> Option<usize> {
        Some(self.left.min(4096))
    }
}

impl<'de, R: Read> SeqAccess<'de> for Items<'_, R> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.next() { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn size_hint(&self) -> Option<usize> {
        self.hint()
    }
}

impl<'de, R: Read> de::MapAccess<'de> for Items<'_, R> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>> {
        if self.next() { seed.deserialize(&mut *self.reader).map(Some) } else { Ok(None) }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value> {
        seed.deserialize(&mut *self.reader)
    }

    fn size_hint(&self) -> Option<usize> {
        self.hint()
    }
}

impl<'de, R: Read> de::EnumAccess<'de> for &mut Reader<R> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self)> {
        let variant: U32Deserializer<Error> = u32::from_le_bytes(self.take()?).into_deserializer();
        Ok((seed.deserialize(variant)?, self))
    }
}

impl<'de, R: Read> de::VariantAccess<'de> for &mut Reader<R> {
    type Error = Error;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value> {
        seed.deserialize(self)
    }

    fn tuple_variant<V: Visitor<'de>>(self, length: usize, visitor: V) -> Result<V::Value> {
        de::Deserializer::deserialize_tuple(self, length, visitor)
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value> {
        de::Deserializer::deserialize_tuple(self, fields.len(), visitor)
    }
}
