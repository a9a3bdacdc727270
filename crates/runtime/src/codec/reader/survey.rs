//! Surveys: reading a value one level deep, to find out which of several types it fits.

use super::Reader;
use crate::codec::DecodeError;

/// How well a type matches, with the more important count first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::codec) struct Score {
    /// Fixed values found, minus those missed.
    constants: isize,
    /// Members that the type lists.
    members: usize,
}

/// The depth at which a survey stops.
#[derive(Debug)]
pub(super) struct Survey {
    /// The number of open arrays and objects there. Without a survey, more than are allowed.
    floor: usize,
    score: Score,
    /// The offset of the value that is surveyed.
    at: usize,
    /// The arrays and objects in it that were skipped, in order: the start and end of each. So they are read once, not once for
    /// each type.
    steps: Vec<(usize, usize)>,
}

impl Survey {
    const NONE: usize = usize::MAX;

    pub(super) const fn none() -> Self {
        Self { floor: Self::NONE, score: Score { constants: 0, members: 0 }, at: 0, steps: Vec::new() }
    }
}

impl Reader<'_> {
    /// Reads the next value, checking only the bracket of the arrays and objects inside it. Returns to its start, and returns
    /// whether the value fits and how well.
    pub(in crate::codec) fn survey(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<(), DecodeError>,
    ) -> (bool, Score) {
        let start = self.checkpoint();
        if self.survey.at != self.at {
            self.survey.at = self.at;
            self.survey.steps.clear();
        }
        self.survey.floor = self.depth + 1;
        self.survey.score = Score::default();
        let fits = read(self).is_ok();
        self.survey.floor = Survey::NONE;
        self.rewind(start);
        (fits, self.survey.score)
    }

    pub(in crate::codec) fn is_surveying(&self) -> bool {
        self.survey.floor != Survey::NONE
    }

    pub(in crate::codec) fn score(&self) -> Score {
        self.survey.score
    }

    /// Drops what was counted since `score` was taken.
    pub(in crate::codec) fn restore(&mut self, score: Score) {
        self.survey.score = score;
    }

    /// Counts a fixed value that was found or missed.
    pub(in crate::codec) fn testify(&mut self, found: bool) {
        self.survey.score.constants += if found { 1 } else { -1 };
    }

    /// Counts a member of the open record.
    pub(super) fn testify_member(&mut self) {
        if self.depth == self.survey.floor {
            self.survey.score.members += 1;
        }
    }

    /// If a survey stops here, moves past the next array or object and returns `true`.
    pub(super) fn steps_over(&mut self, bracket: u8) -> Result<bool, DecodeError> {
        if self.depth != self.survey.floor {
            return Ok(false);
        }
        if self.byte() != Some(bracket) {
            return Err(self.not_open(bracket));
        }
        let start = self.at;
        match self.survey.steps.binary_search_by_key(&start, |(start, _)| *start) {
            Ok(step) => self.at = self.survey.steps[step].1,
            Err(place) => {
                let floor = core::mem::replace(&mut self.survey.floor, Survey::NONE);
                let skipped = self.skip();
                self.survey.floor = floor;
                skipped?;
                self.survey.steps.insert(place, (start, self.at));
            }
        }
        Ok(true)
    }

    /// Deducts the length of the next value, on which an attempt failed, from the allowance. Returns whether any is left.
    ///
    /// A union that tries its variants reads their common parts again, and so do the unions inside it. Without a limit, a text of
    /// a few hundred bytes could take years.
    ///
    /// # Errors
    /// The value is not JSON, so another attempt is pointless.
    pub(in crate::codec) fn pay(&mut self) -> Result<bool, DecodeError> {
        const TRY: usize = 64;
        let start = self.checkpoint();
        self.skip()?;
        let spare = self.spare.checked_sub(self.at - start.at + TRY);
        self.spare = spare.unwrap_or_default();
        self.rewind(start);
        Ok(spare.is_some())
    }
}
