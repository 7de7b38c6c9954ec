//! Several people at one desk, each with answers of their own on the device.

use serde::{Deserialize, Serialize};

/// People at the desk at the same time at most: more do not fit beside each other.
const AT_ONCE: usize = 8;

/// Who is at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WalkIns {
    /// Numbers given, in the order in which the people came.
    pub numbers: Vec<u32>,
    /// Whose answers are on the screen.
    pub current: u32,
}

impl Default for WalkIns {
    fn default() -> Self {
        Self {
            numbers: vec![1],
            current: 1,
        }
    }
}

impl WalkIns {
    /// As it was left; a desk that cannot be read is a new one.
    pub fn read(text: Option<&str>) -> Self {
        let read: Option<Self> = text.and_then(|text| serde_json::from_str(text).ok());
        let is_whole = |it: &Self| it.numbers.contains(&it.current);
        read.filter(is_whole).unwrap_or_default()
    }

    /// The text to keep.
    pub fn to_text(&self) -> String {
        // Plain data: writing cannot fail.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Somebody comes: the lowest number that is free. False when the desk is full.
    pub fn come(&mut self) -> bool {
        if self.numbers.len() >= AT_ONCE {
            return false;
        }
        let numbers = 1..=u32::try_from(AT_ONCE).unwrap_or(1);
        let free = numbers.into_iter().find(|it| !self.numbers.contains(it));
        self.current = free.unwrap_or(1);
        self.numbers.push(self.current);
        true
    }

    /// Somebody goes; the one beside them is next, and the desk is never without anybody.
    pub fn go(&mut self, number: u32) {
        let at = self.numbers.iter().position(|it| *it == number);
        self.numbers.retain(|it| *it != number);
        if self.numbers.is_empty() {
            *self = Self::default();
        } else if self.current == number {
            let beside = at.unwrap_or_default().min(self.numbers.len() - 1);
            self.current = self.numbers.get(beside).copied().unwrap_or(1);
        }
    }

    /// The next one's turn, round and round.
    pub fn turn(&mut self) {
        let at = self.numbers.iter().position(|it| *it == self.current);
        let next = at.map_or(0, |at| (at + 1) % self.numbers.len());
        self.current = self.numbers.get(next).copied().unwrap_or(self.current);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_and_go_and_the_desk_is_never_empty() {
        let mut desk = WalkIns::read(None);
        assert!(desk.come() && desk.come());
        assert_eq!((desk.numbers.clone(), desk.current), (vec![1, 2, 3], 3));
        desk.turn();
        assert_eq!(desk.current, 1);
        desk.go(1);
        assert_eq!(desk.current, 2);
        assert!(desk.come(), "the lowest number that is free");
        assert_eq!(desk.numbers, [2, 3, 1]);
        for number in [1, 2, 3] {
            desk.go(number);
        }
        assert_eq!(desk, WalkIns::default());
        while desk.come() {}
        assert_eq!(desk.numbers.len(), AT_ONCE);
    }

    #[test]
    fn a_desk_comes_back_as_it_was_left() {
        let mut desk = WalkIns::default();
        desk.come();
        assert_eq!(WalkIns::read(Some(&desk.to_text())), desk);
        for odd in ["", "{}", r#"{"numbers":[],"current":1}"#] {
            assert_eq!(WalkIns::read(Some(odd)), WalkIns::default());
        }
    }
}
