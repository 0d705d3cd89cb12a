//! Links lead to pages and headings that are there, and the book has every page.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::pages::{Page, all, book, root};

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            other => plain.push(other),
        }
    }
    plain
}

/// True for the list of all pages, which is not a page itself.
fn is_summary(page: &Page) -> bool {
    page.path.ends_with("SUMMARY.md")
}

/// What is wrong with a link, if something is.
fn fault(page: &Page, link: &str, pages: &[Page]) -> Option<String> {
    if link.contains("://") || link.is_empty() {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let folder = page.path.parent().expect("pages lie in folders");
    let target = if path.is_empty() { page.path.clone() } else { plain(&folder.join(path)) };
    if !target.exists() {
        return Some("there is no such file".to_owned());
    }
    let docs = root().join("docs");
    if page.path.starts_with(&docs) && !target.starts_with(&docs) {
        return Some("it leaves the book".to_owned());
    }
    if page.path.starts_with(&docs) && path.ends_with("README.md") && !is_summary(page) {
        return Some("the book calls that page index.html and does not mend the link".to_owned());
    }
    let there = pages.iter().find(|other| other.path == target);
    let missing = there.is_some_and(|there| !there.anchors().iter().any(|one| one == anchor));
    (!anchor.is_empty() && missing).then(|| "there is no such heading".to_owned())
}

#[test]
fn every_link_leads_somewhere() {
    let pages = all();
    let mut faults = Vec::new();
    for page in &pages {
        for link in page.links() {
            if let Some(fault) = fault(page, &link, &pages) {
                faults.push(format!("{}: {link}: {fault}", page.name()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_book_has_every_page() {
    let pages = book();
    let docs = root().join("docs");
    let (summary, pages): (Vec<&Page>, Vec<&Page>) =
        pages.iter().partition(|page| is_summary(page));
    let links = summary[0].links().into_iter().filter(|link| !link.is_empty());
    let linked: BTreeSet<PathBuf> = links.map(|link| docs.join(link)).collect();
    let there: BTreeSet<PathBuf> = pages.iter().map(|page| page.path.clone()).collect();
    let missing: Vec<_> = there.difference(&linked).collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md does not name {missing:?}");
}
