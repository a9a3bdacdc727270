//! A copy of customers and jobs in SQLite that can be updated, and killed at any time.
//!
//! A list is walked from the latest change back to the mark of the previous walk. Items that change meanwhile move to
//! the front and push the rest towards the end: a page may repeat known items, but never skips any; the next walk finds
//! the changed ones. A page and the position in the list are stored in one transaction: a walk that was killed resumes
//! where it stopped. Items deleted without a trace stay in the copy.

use std::fmt;

use housecall_pro::runtime::{EncodeError, Node, Pages, Timestamp, encode};
use housecall_pro::types::{Customer, CustomerPage, Job, JobPage, JobSort, SortDirection, TimeSort};
use housecall_pro::{Client, Error};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

/// A copy in a database.
#[derive(Debug)]
pub struct Mirror {
    database: Connection,
}

/// Why an update failed.
#[derive(Debug)]
pub enum Fault {
    /// The API did not return a page.
    Call(Error),
    /// An item cannot be written as JSON.
    Item(EncodeError),
    /// The database did not accept the data.
    Database(rusqlite::Error),
}

/// How far a list is copied.
#[derive(Clone, Debug, Default)]
struct Place {
    /// Everything that changed before this instant has been copied.
    mark: Option<Timestamp>,
    /// The mark to set after the current walk.
    next_mark: Option<Timestamp>,
    /// The page where the current walk resumes.
    page: Option<String>,
}

/// A kind of item that can be copied.
trait Item: Node + Sized {
    type Page;
    const LIST: &'static str;
    fn newest_first(client: &Client) -> Pages<Self::Page>;
    fn of(page: &Self::Page) -> &[Self];
    fn id(&self) -> &str;
    fn updated_at(&self) -> Option<Timestamp>;
}

impl Mirror {
    /// Opens a copy in a database, which may be empty.
    ///
    /// # Errors
    /// SQLite failed.
    pub fn new(database: Connection) -> Result<Self, Fault> {
        database.execute_batch(TABLES)?;
        Ok(Self { database })
    }

    /// Updates customers and jobs. The process may be killed at any time, and the future dropped.
    ///
    /// # Errors
    /// See [`Fault`]; what was copied so far stays.
    pub async fn update(&mut self, client: &Client) -> Result<(), Fault> {
        self.update_list::<Customer>(client).await?;
        self.update_list::<Job>(client).await
    }

    async fn update_list<T: Item>(&mut self, client: &Client) -> Result<(), Fault> {
        let mut place = self.place(T::LIST)?;
        loop {
            let mut pages = T::newest_first(client);
            let was_killed = place.page.is_some();
            if let Some(page) = &place.page {
                pages = pages.resume(page);
            }
            while let Some(page) = pages.next().await.transpose()? {
                if self.store(T::of(&page), page.next_token(), &mut place)? {
                    break;
                }
            }
            self.finish(T::LIST, &mut place)?;
            // A resumed walk has not seen changes since it began.
            if !was_killed {
                return Ok(());
            }
        }
    }

    /// Stores a page and the position after it, both or none, and returns whether it reached the mark.
    fn store<T: Item>(&mut self, items: &[T], next: Option<&str>, place: &mut Place) -> Result<bool, Fault> {
        place.next_mark = place.next_mark.or_else(|| items.iter().find_map(Item::updated_at));
        place.page = next.map(str::to_owned);
        let transaction = self.database.transaction()?;
        for item in items {
            let updated_at = item.updated_at().map(|instant| instant.to_string());
            let body = encode(item).map_err(Fault::Item)?;
            transaction.execute(STORE, params![T::LIST, item.id(), updated_at, body])?;
        }
        place.store(T::LIST, &transaction)?;
        transaction.commit()?;
        let oldest = items.iter().rev().find_map(Item::updated_at);
        Ok(matches!((oldest, place.mark), (Some(oldest), Some(mark)) if oldest < mark))
    }

    /// Ends the walk: its mark becomes the current one.
    fn finish(&mut self, list: &str, place: &mut Place) -> Result<(), Fault> {
        *place = Place { mark: place.next_mark.or(place.mark), ..Place::default() };
        let transaction = self.database.transaction()?;
        place.store(list, &transaction)?;
        Ok(transaction.commit()?)
    }

    fn place(&self, list: &str) -> Result<Place, Fault> {
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        let row: Option<(Option<String>, Option<String>, Option<String>)> = self
            .database
            .query_row("SELECT mark, next_mark, page FROM place WHERE list = ?1", [list], read)
            .optional()?;
        let instant = |text: Option<String>| text.and_then(|text| text.parse().ok());
        Ok(row.map_or_else(Place::default, |(mark, next_mark, page)| Place {
            mark: instant(mark),
            next_mark: instant(next_mark),
            page,
        }))
    }
}

impl Place {
    fn store(&self, list: &str, transaction: &Transaction<'_>) -> Result<(), Fault> {
        let text = |instant: Option<Timestamp>| instant.map(|instant| instant.to_string());
        transaction.execute(
            "INSERT OR REPLACE INTO place (list, mark, next_mark, page) VALUES (?1, ?2, ?3, ?4)",
            params![list, text(self.mark), text(self.next_mark), self.page],
        )?;
        Ok(())
    }
}

/// With write-ahead logging and without a disk sync per page: a power cut may undo the last transactions, but only
/// whole ones.
const TABLES: &str = "
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
CREATE TABLE IF NOT EXISTS item (
    list TEXT NOT NULL, id TEXT NOT NULL, updated_at TEXT, body BLOB NOT NULL, PRIMARY KEY (list, id)
);
CREATE TABLE IF NOT EXISTS place (list TEXT PRIMARY KEY, mark TEXT, next_mark TEXT, page TEXT);
";

const STORE: &str = "INSERT OR REPLACE INTO item (list, id, updated_at, body) VALUES (?1, ?2, ?3, ?4)";

impl Item for Customer {
    type Page = CustomerPage;
    const LIST: &'static str = "customers";

    fn newest_first(client: &Client) -> Pages<CustomerPage> {
        let list = client.customers().list().sort_by(TimeSort::UpdatedAt).sort_direction(SortDirection::Desc);
        list.page_size(100).pages()
    }

    fn of(page: &CustomerPage) -> &[Self] {
        &page.customers
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at
    }
}

impl Item for Job {
    type Page = JobPage;
    const LIST: &'static str = "jobs";

    fn newest_first(client: &Client) -> Pages<JobPage> {
        let list = client.jobs().list().sort_by(JobSort::UpdatedAt).sort_direction(SortDirection::Desc);
        list.page_size(100).pages()
    }

    fn of(page: &JobPage) -> &[Self] {
        &page.jobs
    }

    fn id(&self) -> &str {
        &self.id
    }

    fn updated_at(&self) -> Option<Timestamp> {
        self.updated_at
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Call(error)
    }
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Item(error) => error.fmt(f),
            Self::Database(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Fault {}
