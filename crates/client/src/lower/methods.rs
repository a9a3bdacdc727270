//! Method names.

use bindery_model::Api;
use bindery_model::operations::{Group, Operation, Piece};

use super::grammar::{is_action, is_article, is_preposition, is_verb};
use super::{ids, paths};
use crate::names::{Words, same_words};

/// The words of an operation's id, or of its method and path without one.
pub(super) fn words(api: &Api, operation: &Operation) -> Words {
    let id = ids::words(api, operation).or_else(|| paths::words(api, operation));
    id.unwrap_or_else(|| paths::whole(operation))
}

/// The possible names of a method, the shortest first.
///
/// In the group `Line Items`, `createJobLineItem` with the path `/jobs/{job_id}/line_items` is `create`: the words of the group
/// are dropped, and so are the words of the parent just before them, which the argument `job_id` repeats.
pub(super) fn candidates(api: &Api, operation: &Operation, group: &Group) -> Vec<Words> {
    let all = words(api, operation);
    let group_words = Words::new(&group.name);
    let mut candidates = Vec::new();
    let found = find(all.as_slice(), group_words.as_slice()).filter(|_| !group.is_unnamed);
    if let Some((start, end)) = found {
        let own = without(&all, start, end);
        let parent = parent(operation);
        let parent_start = start.checked_sub(parent.as_slice().len()).filter(|parent_start| {
            !parent.is_empty() && same_words(&all.as_slice()[*parent_start..start], parent.as_slice())
        });
        candidates.extend(parent_start.map(|parent_start| without(&all, parent_start, end)));
        // As in `GetJobsJob`, which gets one of the jobs.
        let again = find(own.as_slice(), group_words.as_slice()).filter(|(next, _)| *next == start);
        candidates.extend(again.map(|(start, end)| without(&own, start, end)));
        // The rest of `get annotation for task` would end with `for`.
        let joined = without_joints(&all, start, end);
        // A namespace before the id, as in `orgs/list-members`, and the words of a path, which are in our own order.
        let is_namespace = start == 0 && operation.id.as_deref().is_some_and(|id| id.contains(['.', '/', ':']));
        let is_sure = is_namespace || again.is_some() || joined.is_some() || ids::words(api, operation).is_none();
        let rest = joined.unwrap_or(own);
        if is_sure || keeps_meaning(all.as_slice(), rest.as_slice(), start, end) {
            candidates.push(rest);
        }
    }
    candidates.retain(|words| !words.is_empty());
    candidates.push(all);
    let id = operation.id.as_deref().map(Words::new).filter(|words| !words.is_empty());
    candidates.push(id.unwrap_or_else(|| paths::whole(operation)));
    candidates.dedup();
    candidates
}

/// Whether `rest` says the same as `all` to those who know the group, whose name is at `start..end`: `list_notes` of
/// `listTaskNotes`, but not `save_user` of `saveAlbumsUser`, nor `list_organization` of `listOrganizationCertificates`.
fn keeps_meaning(all: &[String], rest: &[String], start: usize, end: usize) -> bool {
    match rest {
        [] => false,
        [first, .., last] if start == 0 => is_verb(first) || is_action(last),
        [only] if start == 0 => is_verb(only),
        [_] => true,
        [first, ..] if is_preposition(first) => false,
        [.., last] if end == all.len() => is_action(last),
        // Nouns before nouns are singular, unless they own several things: `getAnAlbumsTracks`.
        _ => {
            let is_plural = |word: &String| Words::from_slice(std::slice::from_ref(word)).singular().is_some();
            !is_plural(&all[end - 1]) || is_preposition(&all[end]) || is_plural(&all[end])
        }
    }
}

/// The words without those that join the dropped part to the rest: an article before it, as in `get a playlist`, and a
/// preposition at the end, as in `add followers for task`.
fn without_joints(words: &Words, start: usize, end: usize) -> Option<Words> {
    let words = words.as_slice();
    let is_last = end == words.len();
    let is_joint = |word: &str| is_article(word) || is_last && is_preposition(word);
    let kept = words[..start].iter().rposition(|word| !is_joint(word)).map_or(0, |last| last + 1);
    (kept > 0 && kept < start).then(|| Words::from_slice(&[&words[..kept], &words[end..]].concat()))
}

/// The place of `part` in `words`: the first exact match; otherwise, ignoring number, a match at the start, as in `issue/list`,
/// or the last match.
fn find(words: &[String], part: &[String]) -> Option<(usize, usize)> {
    if part.is_empty() || part.len() > words.len() {
        return None;
    }
    let last = words.len() - part.len();
    let place = |start| (start, start + part.len());
    let exact = (0..=last).map(place).find(|(start, end)| words[*start..*end] == *part);
    let mut similar = std::iter::once(0).chain((0..=last).rev()).map(place);
    exact.or_else(|| similar.find(|(start, end)| same_words(&words[*start..*end], part)))
}

fn without(words: &Words, start: usize, end: usize) -> Words {
    let words = words.as_slice();
    Words::from_slice(&[&words[..start], &words[end..]].concat())
}

/// The last segment of the path that is followed by a parameter and further segments: `jobs` in `/jobs/{job_id}/line_items`.
fn parent(operation: &Operation) -> Words {
    let texts = operation.path.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(text) => text.split('/').rfind(|segment| !segment.is_empty()),
        Piece::Param(_) => None,
    });
    let segments: Vec<&str> = texts.collect();
    // The last text names the operation's own subject; its parent is the one before it.
    segments.iter().rev().nth(1).map(|segment| Words::new(segment)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use bindery_model::docs::Docs;
    use bindery_model::operations::Template;
    use bindery_source::Pointer;

    use super::*;
    use crate::names::Case;

    fn names(id: Option<&str>, method: &str, path: &str, group: &str) -> Vec<String> {
        let operation = Operation {
            at: Pointer::root(),
            keys: bindery_model::keys::Keys::default(),
            id: id.map(str::to_owned),
            method: method.to_owned(),
            path: Template::parse(path),
            has_items: false,
            group: 0,
            params: Vec::new(),
            body: None,
            replies: Vec::new(),
            paging: None,
            auth: Vec::new(),
            repeat: bindery_model::operations::Repeat::default(),
            idempotency: None,
            servers: Vec::new(),
            docs: Docs::default(),
        };
        let group = Group { name: group.to_owned(), is_unnamed: false, docs: Docs::default() };
        candidates(&Api::default(), &operation, &group).iter().map(|words| words.in_case(Case::Snake)).collect()
    }

    #[test]
    fn the_group_is_not_said_twice() {
        assert_eq!(names(Some("listJobs"), "GET", "/jobs", "Jobs"), ["list", "list_jobs"]);
        assert_eq!(names(Some("getJob"), "GET", "/jobs/{job_id}", "Jobs"), ["get", "get_job"]);
    }

    #[test]
    fn nor_is_one_of_it() {
        assert_eq!(names(Some("RetrieveJobsJob"), "GET", "/jobs/{job}", "Jobs")[0], "retrieve");
        assert_eq!(names(Some("RetrieveJobsJobNotes"), "GET", "/jobs/{job}/notes", "Jobs")[0], "retrieve_notes");
    }

    #[test]
    fn nor_is_the_parent_just_before_it() {
        assert_eq!(
            names(Some("createJobLineItem"), "POST", "/jobs/{job_id}/line_items", "Line Items"),
            ["create", "create_job_line_item"]
        );
    }

    #[test]
    fn nor_what_joins_it_to_the_rest() {
        assert_eq!(names(Some("get-a-playlist"), "GET", "/playlists/{id}", "Playlists")[0], "get");
        assert_eq!(names(Some("get-an-albums-tracks"), "GET", "/albums/{id}/tracks", "Albums")[0], "get_tracks");
        assert_eq!(names(Some("addFollowersForTask"), "POST", "/tasks/{id}/addFollowers", "Tasks")[0], "add_followers");
        assert_eq!(names(Some("toTask"), "POST", "/tasks", "Tasks")[0], "to");
        assert_eq!(
            names(Some("getNoteForTask"), "GET", "/tasks/{id}/note", "Tasks"),
            ["get_note", "get_note_for_task"]
        );
    }

    #[test]
    fn a_name_keeps_its_meaning() {
        assert_eq!(names(Some("save-albums-user"), "PUT", "/me/albums", "Albums")[0], "save_albums_user");
        let id = "listOrganizationCertificates";
        assert_eq!(names(Some(id), "GET", "/certs", "Certificates")[0], "list_organization_certificates");
        assert_eq!(names(Some("inviteUser"), "POST", "/invites", "Invites")[0], "invite_user");
        assert_eq!(names(Some("inMeetingControl"), "PATCH", "/live", "Meetings")[0], "in_meeting_control");
        assert_eq!(names(Some("bulkUpdateJobs"), "PUT", "/bulk", "Jobs")[0], "bulk_update");
        assert_eq!(names(Some("listTaskNotes"), "GET", "/notes", "Tasks")[0], "list_notes");
        assert_eq!(names(Some("dispatchJob"), "POST", "/dispatch", "Jobs")[0], "dispatch");
    }

    #[test]
    fn words_of_another_group_stay() {
        assert_eq!(
            names(Some("listJobAppointments"), "GET", "/jobs/{job_id}/appointments", "Schedule Items"),
            ["list_job_appointments"]
        );
    }

    #[test]
    fn a_group_in_front_goes_first() {
        assert_eq!(names(Some("issues/list-issues"), "GET", "/issues", "Issues")[0], "list_issues");
    }

    #[test]
    fn something_is_always_left() {
        assert_eq!(names(Some("jobs"), "GET", "/jobs", "Jobs"), ["jobs"]);
    }

    #[test]
    fn what_a_framework_adds_says_nothing() {
        assert_eq!(names(Some("findJobsUsingGET_1"), "GET", "/work", "Jobs")[0], "find");
        assert_eq!(names(Some("JobsController_findAll"), "GET", "/work", "Jobs")[0], "find_all");
        assert_eq!(names(Some("usingGET"), "GET", "/work", "Jobs")[0], "using_get");
    }

    #[test]
    fn an_id_that_echoes_the_path_says_nothing() {
        assert_eq!(names(Some("GetJobsJob"), "GET", "/v1/jobs/{job}", "Jobs")[0], "get");
        assert_eq!(names(Some("GetJobsJobNotesId"), "GET", "/jobs/{job}/notes/{id}", "Jobs")[0], "get_note");
        assert_eq!(names(Some("PostJobsJob"), "POST", "/jobs/{job}", "Jobs")[0], "update");
        assert_eq!(names(Some("put_jobs_id"), "PUT", "/jobs/{job_id}", "Jobs")[0], "replace");
        assert_eq!(
            names(Some("get-v1-companies-company_id-jobs"), "GET", "/v1/companies/{company_id}/jobs", "Jobs")[0],
            "get_for_company"
        );
        assert_eq!(names(Some("jobsIdNotes"), "POST", "/jobs/{id}/notes", "Notes")[0], "create_for_job");
        assert_eq!(names(Some("read_job_jobs__job_id__get"), "GET", "/jobs/{job_id}", "Jobs")[0], "read");
    }

    #[test]
    fn without_an_id_the_path_names_it() {
        assert_eq!(names(None, "GET", "/jobs/{id}", "Jobs")[0], "get");
        assert_eq!(names(None, "GET", "/jobs/list.json", "Jobs")[0], "list");
        assert_eq!(names(None, "POST", "/jobs/create", "Jobs")[0], "create");
        assert_eq!(names(None, "POST", "/jobs/{id}/actions/set_rules", "Jobs")[0], "set_rules");
        assert_eq!(
            names(None, "GET", "/jobs/{id}/notes", "Notes"),
            ["get_for_job", "get_notes_for_job", "get_jobs_notes_by_id"]
        );
        assert_eq!(names(None, "GET", "/jobs/{id}/notes", "Jobs")[0], "get_notes");
        assert_eq!(names(None, "POST", "/api/v1/companies/{id}/jobs", "Jobs")[0], "create_for_company");
        assert_eq!(names(None, "PATCH", "/v1/jobs/{id}", "Jobs")[0], "update");
        assert_eq!(names(None, "POST", "/jobs/{id}/close", "Jobs")[0], "close");
        assert_eq!(names(None, "POST", "/jobs/{id}/photo", "Jobs")[0], "post_photo");
        assert_eq!(names(None, "POST", "/jobs/{id}/notes", "Jobs")[0], "create_note");
        assert_eq!(names(None, "GET", "/{id}", "Jobs"), ["get_by_id"]);
    }
}
