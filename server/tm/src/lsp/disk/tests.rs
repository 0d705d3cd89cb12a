//! Files on a disk: which are found, read, and read again.

use super::*;

/// A folder for one test, emptied at its start.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("tm-disk-{}-{name}", std::process::id()));
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the folder of an earlier run goes");
    }
    fs::create_dir_all(&folder).expect("a folder for the test");
    folder.canonicalize().expect("it is there")
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file has a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn first_look(folder: &Path) -> Survey {
    Survey {
        folder: folder.to_owned(),
        thorough: true,
        known: HashMap::new(),
        doubtful: HashSet::new(),
        wanted: BTreeSet::new(),
    }
}

fn paths(found: &Found) -> Vec<&str> {
    found.read.iter().map(|file| file.path.as_str()).collect()
}

/// The survey after one that found this.
fn next_look(before: Survey, found: &Found) -> Survey {
    let known = found.read.iter().map(|file| (file.path.clone(), file.stamp));
    Survey { known: before.known.into_iter().chain(known).collect(), ..before }
}

fn survey(survey: &Survey, limits: Limits) -> Found {
    super::survey(survey, limits, &mut |_| {})
}

#[test]
fn models_below_the_root_are_read_and_nothing_else() {
    let folder = folder("below");
    for path in ["a.tm", "sub/b.tm", "sub/c.txt", "out/d.tm", ".hidden/e.tm", "other/f.tm"] {
        write(&folder, path, path);
    }
    write(&folder, ".gitignore", "out/\n");
    write(&folder, "other/tm.toml", "");
    let found = survey(&first_look(&folder), Limits::default());
    assert_eq!(paths(&found), ["a.tm", "sub/b.tm"]);
    assert_eq!(found.read[1].text, "sub/b.tm");
    assert!(found.gone.is_empty());
}

#[test]
fn what_looks_unchanged_is_not_read_again_unless_in_doubt() {
    let folder = folder("again");
    write(&folder, "a.tm", "one");
    write(&folder, "b.tm", "two");
    let first = first_look(&folder);
    let found = survey(&first, Limits::default());
    let mut second = next_look(first, &found);
    assert_eq!(paths(&survey(&second, Limits::default())), [""; 0]);
    second.doubtful.insert("b.tm".to_owned());
    assert_eq!(paths(&survey(&second, Limits::default())), ["b.tm"]);
    second.doubtful.clear();

    write(&folder, "a.tm", "longer");
    fs::remove_file(folder.join("b.tm")).expect("it was there");
    write(&folder, "c.tm", "new");
    let found = survey(&second, Limits::default());
    assert_eq!(paths(&found), ["a.tm", "c.tm"]);
    assert_eq!(found.gone, ["b.tm"]);
}

#[test]
fn what_is_wanted_is_read_though_it_is_ignored() {
    let folder = folder("wanted");
    write(&folder, "out/a.tm", "a");
    write(&folder, "out/b.tm", "b");
    write(&folder, ".gitignore", "out/\n");
    let mut look = first_look(&folder);
    look.wanted.extend(["out/a.tm".to_owned(), "missing.tm".to_owned(), "../a.tm".to_owned()]);
    look.thorough = false;
    let found = survey(&look, Limits::default());
    assert_eq!(paths(&found), ["out/a.tm"]);
    assert!(found.read[0].wanted);
    // A thorough survey keeps it as long as it is wanted.
    let mut next = next_look(look, &found);
    next.thorough = true;
    assert!(survey(&next, Limits::default()).gone.is_empty());
    next.wanted.clear();
    assert_eq!(survey(&next, Limits::default()).gone, ["out/a.tm"]);
}

#[cfg(unix)]
#[test]
fn no_link_leads_out_of_the_root() {
    let outside = folder("outside");
    write(&outside, "secret.tm", "secret");
    let folder = folder("links");
    std::os::unix::fs::symlink(outside.join("secret.tm"), folder.join("a.tm")).expect("a link");
    std::os::unix::fs::symlink(&outside, folder.join("sub")).expect("a link");
    let mut look = first_look(&folder);
    look.wanted.extend(["a.tm".to_owned(), "sub/secret.tm".to_owned()]);
    assert_eq!(paths(&survey(&look, Limits::default())), [""; 0]);
}

#[test]
fn large_folders_and_files_are_bounded() {
    let folder = folder("bounds");
    for number in 0..5 {
        write(&folder, &format!("{number}.tm"), "0123456789");
    }
    let look = first_look(&folder);
    let read = |limits| survey(&look, limits).read.len();
    assert_eq!(read(Limits { files: 3, ..Limits::default() }), 3);
    // The folder itself is one of the entries.
    assert_eq!(read(Limits { entries: 3, ..Limits::default() }), 2);
    assert_eq!(read(Limits { bytes: 25, ..Limits::default() }), 2);
    assert_eq!(read(Limits { file_bytes: 9, ..Limits::default() }), 0);
}

#[test]
fn a_text_that_is_not_utf_8_is_read_all_the_same() {
    let folder = folder("bytes");
    fs::write(folder.join("a.tm"), b"model m \"\xff\"\n").expect("written");
    let found = survey(&first_look(&folder), Limits::default());
    assert_eq!(found.read[0].text, "model m \"\u{fffd}\"\n");
}

#[cfg(unix)]
#[test]
fn the_root_is_marked_or_named_by_the_client_or_the_file_s_own_folder() {
    let folder = folder("root");
    write(&folder, "project/tm.toml", "");
    let base = folder.to_str().expect("a path of the test");
    let root = |file: &str, named: &[String]| {
        let (root, lasting) = root_of(&format!("{base}/{file}"), named);
        (root.strip_prefix(base).expect("below").to_owned(), lasting)
    };
    assert_eq!(root("project/deep/er/a.tm", &[]), ("/project".to_owned(), true));
    assert_eq!(root("loose/deep/a.tm", &[]), ("/loose/deep".to_owned(), false));
    let named = [base.to_owned(), format!("{base}/loose"), format!("{base}/lo")];
    assert_eq!(root("loose/deep/a.tm", &named), ("/loose".to_owned(), true));
    assert_eq!(root("project/a.tm", &named), ("/project".to_owned(), true));
}
