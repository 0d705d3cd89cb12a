//! Temporary.
use tm_model::Workspace;
#[test]
fn smoke() {
    for path in std::env::var("TM_SMOKE").unwrap_or_default().split(',').filter(|p| !p.is_empty()) {
        let mut w = Workspace::new(20778);
        let mut ids = vec![];
        for p in path.split('+') {
            ids.push(w.set_file(p, &std::fs::read_to_string(p).unwrap()));
        }
        let t = std::time::Instant::now();
        w.update();
        println!("== {path} {:?} {:?}", t.elapsed(), w.counters());
        for m in w.snapshot().models() {
            for (id, thing) in m.things() {
                for t in m.threats(id) {
                    println!(
                        "   {:?} {} [{}] {} {:?}",
                        t.state,
                        t.key,
                        t.risk.level,
                        m.threat_title(&t),
                        t.folded.iter().map(|f| f.key.to_string()).collect::<Vec<_>>()
                    );
                }
                let _ = thing;
            }
            for q in m.all_questions() {
                println!("   ? {} {:?} {}", q.text, q.decides, q.promised);
            }
        }
        for id in ids {
            for (start, list) in w.findings(id) {
                for d in list.iter() {
                    println!(
                        "   {} {} {:?} {}",
                        start + d.span.start as usize,
                        d.code,
                        d.severity,
                        d.message
                    );
                }
            }
        }
    }
}
