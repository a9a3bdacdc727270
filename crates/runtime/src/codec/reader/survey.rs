//! Surveys: reading a value one level deep, to find out which of several types it fits.

use super::Reader;
use crate::codec::DecodeError;

/// What speaks for a type, the weightier first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::codec) struct Score {
    /// Fixed values found, less those missed.
    constants: isize,
    /// Members that the type lists.
    members: usize,
}

/// Where reading stops to go deeper.
#[derive(Debug)]
pub(super) struct Survey {
    /// How many arrays and objects are open there. Never as many as are allowed while no survey goes on.
    floor: usize,
    score: Score,
    /// Where the value starts that is surveyed.
    at: usize,
    /// The arrays and objects in it that were stepped over, in their order: where each starts and where it ends. So they are
    /// read over once, not once a type.
    steps: Vec<(usize, usize)>,
}

impl Survey {
    const NONE: usize = usize::MAX;

    pub(super) const fn none() -> Self {
        Self { floor: Self::NONE, score: Score { constants: 0, members: 0 }, at: 0, steps: Vec::new() }
    }
}

impl Reader<'_> {
    /// Reads the next value, but not the arrays and objects inside of its own: of those only the bracket counts. Comes
    /// back to where it was, and says whether the value could be read and what speaks for it.
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

    /// Forgets what was found since `score` was taken.
    pub(in crate::codec) fn restore(&mut self, score: Score) {
        self.survey.score = score;
    }

    /// Counts a fixed value that was found, or missed.
    pub(in crate::codec) fn testify(&mut self, found: bool) {
        self.survey.score.constants += if found { 1 } else { -1 };
    }

    /// Counts a member of the open record.
    pub(super) fn testify_member(&mut self) {
        if self.depth == self.survey.floor {
            self.survey.score.members += 1;
        }
    }

    /// Where a survey goes no deeper, moves behind the array or object that comes next, and says that it did.
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

    /// Takes the length of the next value, which was read in vain, off what may be read so, and says whether any is left.
    ///
    /// A union that tries its variants reads again what they have in common, and so do the unions inside of it. Without a
    /// limit, a text of a few hundred bytes could take years.
    ///
    /// # Errors
    /// The value is no JSON: another try is pointless.
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
