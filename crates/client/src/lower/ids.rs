//! The words of an operation's id, without those that vendors and frameworks add.

use bindery_model::Api;
use bindery_model::operations::Operation;
use bindery_model::segments::{is_root, is_version};

use super::grammar::is_article;
use super::paths;
use crate::names::Words;

/// `getJobs` lists jobs and is named so: `get` stays free for a single job.
pub(super) fn words(api: &Api, operation: &Operation) -> Option<Words> {
    let id = without_echo(without_method(operation.id.as_deref()?, &operation.method), operation);
    let words = without_controller(without_namespace(id, &api.info.title));
    let is_plural = |word: &String| Words::new(word).singular().is_some();
    match words.as_slice() {
        [] => None,
        [verb, rest @ ..] if verb == "get" && rest.iter().any(is_plural) && paths::is_list(api, operation) => {
            let rest = match rest {
                [article, rest @ ..] if is_article(article) => rest,
                rest => rest,
            };
            // `getJobsList` repeats itself.
            let rest = rest.strip_suffix(&["list".to_owned()]).filter(|rest| !rest.is_empty()).unwrap_or(rest);
            Some(Words::new("list").then(&Words::from_slice(rest)))
        }
        _ => Some(words),
    }
}

/// An id without the suffix of Springfox: `listJobsUsingGET_1`.
fn without_method<'i>(id: &'i str, method: &str) -> &'i str {
    let counted = id.trim_end_matches(|letter: char| letter.is_ascii_digit()).trim_end_matches('_');
    let own = counted.strip_suffix(method).and_then(|own| own.strip_suffix("Using"));
    own.filter(|own| !own.is_empty()).unwrap_or(id)
}

/// The words of an id without the name of its class: `JobsController_findAll` of NestJS and others.
fn without_controller(id: &str) -> Words {
    let words = Words::new(id);
    if !["Controller_", "Controller."].iter().any(|class| id.contains(class)) {
        return words;
    }
    let own: Vec<String> = words.as_slice().iter().filter(|word| *word != "controller").cloned().collect();
    Words::from_slice(&own)
}

/// An id without the API's own name before a resource and its verb: `calendar.events.list` of Google's APIs, in a document with
/// the title `Calendar API`.
fn without_namespace<'i>(id: &'i str, title: &str) -> &'i str {
    const BOUNDS: [char; 3] = ['.', '/', ':'];
    match id.split_once(BOUNDS) {
        Some((first, rest)) if rest.contains(BOUNDS) && first.len() > 2 && letters(title).contains(&letters(first)) => {
            rest
        }
        _ => id,
    }
}

/// The words of an id beyond the method and path that frameworks put into it: none in `GetJobsJob` of `GET /jobs/{job}`,
/// `read_job` in `read_job_jobs__job_id__get`.
fn without_echo<'i>(id: &'i str, operation: &Operation) -> &'i str {
    let method = operation.method.to_ascii_lowercase();
    let pieces = operation.path.text.split('/').filter(|segment| !segment.is_empty());
    let segments: Vec<&str> = pieces.collect();
    let path = letters(&paths::without_root(&segments).concat());
    // Without a parameter, `search` of `POST /search` is a word of its own.
    let of_path = if operation.path.params().next().is_some() { path.as_str() } else { "" };
    let echoes = [of_path.to_owned(), format!("{method}{path}"), format!("{path}{method}")];
    let said = letters(id);
    if !path.is_empty() && (echoes.contains(&said) || is_echo(id, &method, operation)) {
        return "";
    }
    let snake: String =
        operation.path.text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
    id.strip_suffix(&format!("{snake}_{method}")).filter(|own| !own.is_empty()).unwrap_or(id)
}

/// Whether an id consists of the method, the words of the path in order, and its parameters or version, whatever their names:
/// `put_jobs_id` of `PUT /jobs/{job_id}`. Ids written by hand do not contain parameters, and name a single item in the singular.
fn is_echo(id: &str, method: &str, operation: &Operation) -> bool {
    let words = Words::new(id);
    let said = match words.as_slice() {
        [first, said @ ..] if first == method => said,
        [said @ .., last] if last == method => said,
        _ => return false,
    };
    let is_aside = |word: &str| ["by", "and", "id", "uuid"].contains(&word) || is_root(word) || is_version(word);
    let params: Vec<Words> = operation.path.params().map(Words::new).collect();
    let is_param = |word: &String| params.iter().any(|param| param.as_slice().contains(word));
    let segments: Vec<&str> = operation.path.text.split('/').filter(|segment| !segment.contains('{')).collect();
    let path = Words::new(&segments.join(" "));
    let mut path = path.as_slice().iter().filter(|word| !is_aside(word)).peekable();
    let has_subject = path.peek().is_some();
    let (mut has_asides, mut is_said) = (false, true);
    for word in said {
        if path.next_if(|next| *next == word).is_none() {
            has_asides = true;
            is_said &= is_aside(word) || is_param(word);
        }
    }
    has_subject && has_asides && is_said && path.next().is_none()
}

/// The letters of a text, as it is pronounced.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_the_api_before_a_resource_says_nothing() {
        assert_eq!(without_namespace("calendar.calendarList.list", "Google Calendar API"), "calendarList.list");
        assert_eq!(without_namespace("youTube.videos.list", "YouTube Data API v3"), "videos.list");
        assert_eq!(without_namespace("calendar.list", "Calendar API"), "calendar.list");
        assert_eq!(without_namespace("users.messages.list", "Gmail API"), "users.messages.list");
    }
}
