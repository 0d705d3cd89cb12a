//! The pages of the manual about checks, as files that findings link to.
//!
//! The project has no address of its own, and a link must lead somewhere without a network too. So the
//! pages are inside the binary, and are laid into the user's cache before the first finding goes out
//! that names one.

use std::path::PathBuf;
use std::sync::LazyLock;

use parking_lot::Mutex;
use tm_model::diagnostic::Code;
use tower_lsp::ls_types::Uri;

use super::{cache, uri};

/// The pages, each with its code.
macro_rules! pages {
    ($($code:ident)+) => {
        const PAGES: &[(&str, &str)] = &[$((
            stringify!($code),
            include_str!(concat!("../../../../docs/checks/", stringify!($code), ".md")),
        )),+];
    };
}

pages! {
    TM001 TM002 TM003 TM004 TM005 TM006 TM007 TM008 TM009 TM010 TM011 TM101 TM102 TM103 TM104
    TM105 TM106 TM107 TM108 TM109 TM110 TM111 TM112 TM115 TM201 TM202 TM203 TM204 TM205 TM206 TM207
    TM208 TM209 TM210 TM211 TM301 TM302 TM303 TM304 TM305 TM306 TM307 TM308 TM309 TM310 TM311
    TM312 TM313 TM314 TM315 TM316 TM317 TM318 TM319 TM320 TM321 TM322 TM323 TM400 TM401 TM402
    TM403 TM404 TM405 TM406 TM407 TM408 TM409 TM410 TM411 TM412 TM413 TM414 TM415 TM416 TM501
    TM503 TM504 TM505 TM506 TM507 TM508 TM509 TM510 TM511 TM512 TM513 TM514 TM515 TM516 TM517
    TM518 TM519 TM520 TM521 TM522 TM523 TM524 TM525 TM601 TM602 TM603 TM604 TM605 TM606 TM607
    TM608 TM610 TM611 TM612 TM613 TM614 TM615
}

/// The name of the folder in the cache.
static FOLDER: LazyLock<String> = LazyLock::new(|| cache::folder_name("checks", PAGES));

/// Whether this process has compared the files with their texts.
static COMPARED: Mutex<bool> = Mutex::new(false);

/// The folder with the pages, all of which are there.
#[derive(Clone, Debug)]
pub struct Pages(PathBuf);

impl Pages {
    /// Sees to it that the pages are there; `None` if there is no place to write them to.
    pub fn laid() -> Option<Self> {
        let folder = cache::place_of(&FOLDER)?;
        let mut compared = COMPARED.lock();
        if !*compared || !folder.exists() {
            for (code, page) in PAGES {
                let file = folder.join(format!("{code}.md"));
                if let Err(error) = cache::lay(&file, &alone(page)) {
                    tracing::warn!("cannot write {} to be read: {error}", file.display());
                    return None;
                }
            }
            *compared = true;
        }
        Some(Self(folder))
    }

    /// The address of the page about a code.
    pub fn of(&self, code: Code) -> Option<Uri> {
        uri::of_name(&cache::name_of(&self.0.join(format!("{code}.md")))?)
    }
}

/// A page that stands alone: without the remark to those who write the manual, and without links to
/// its other pages.
fn alone(page: &str) -> String {
    let page = page.split_once("-->\n").map_or(page, |(_, page)| page).trim_start();
    let mut alone = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, behind)) = rest.split_once("](../") {
        let (Some((text, link)), Some((_, next))) =
            (before.rsplit_once('['), behind.split_once(')'))
        else {
            break;
        };
        alone.push_str(text);
        alone.push_str(link);
        rest = next;
    }
    alone.push_str(rest);
    let alone = alone.trim_end();
    format!("{}\n", alone.strip_suffix("All checks").unwrap_or(alone).trim_end())
}

#[cfg(test)]
mod tests {
    use tm_model::diagnostic::CATALOGUE;

    use super::*;

    #[test]
    fn every_check_has_its_page() {
        let codes = CATALOGUE.iter().map(|info| info.code);
        assert!(codes.eq(PAGES.iter().map(|(code, _)| *code)));
        for (code, page) in PAGES {
            let page = alone(page);
            assert!(page.starts_with(&format!("# {code} ")), "{page}");
            assert!(!page.contains("](../") && !page.contains("<!--"), "{page}");
        }
    }

    #[test]
    fn a_page_that_stands_alone_has_no_links_to_others() {
        assert_eq!(
            alone(
                "<!-- no -->\n\n# A\n\n[One](../a.md#b) and [two](TM001.md).\n\n[All checks](../c.md)\n"
            ),
            "# A\n\nOne and [two](TM001.md).\n"
        );
    }
}
