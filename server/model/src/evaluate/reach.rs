//! Whether there is a way along flows from one element to another.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Bound, Evaluator};
use crate::model::ThingId;
use crate::schema::{Slot, Test};
use crate::value::Truth;

impl Evaluator<'_> {
    /// True if there is a way over elements that surely do not bar it, unknown if there is one only
    /// over elements that may. The ends never bar the way.
    pub(super) fn reaches(
        &mut self,
        from: ThingId,
        to: ThingId,
        avoiding: Option<&(Slot, Box<Test>)>,
    ) -> Truth {
        let start = self.leaves.len();
        let mut barred: FxHashMap<ThingId, Truth> = FxHashMap::default();
        for allowed in [Truth::False, Truth::Unknown] {
            let mut seen: FxHashSet<ThingId> = FxHashSet::default();
            let mut next = vec![from];
            seen.insert(from);
            while let Some(element) = next.pop() {
                if element == to {
                    if allowed == Truth::False {
                        self.leaves.truncate(start);
                        return Truth::True;
                    }
                    return Truth::Unknown;
                }
                let bars = match avoiding {
                    Some((slot, test)) if element != from => {
                        *barred.entry(element).or_insert_with(|| {
                            self.bound[usize::from(*slot)] = Bound::Thing(element);
                            let mark = self.leaves.len();
                            let truth = self.test(test);
                            if truth != Truth::Unknown {
                                self.leaves.truncate(mark);
                            }
                            truth
                        })
                    }
                    _ => Truth::False,
                };
                if bars > allowed {
                    continue;
                }
                for flow in &self.model.thing(element).links.outflows {
                    if let Some(target) = self.model.thing(*flow).links.target
                        && seen.insert(target)
                    {
                        next.push(target);
                    }
                }
            }
        }
        self.leaves.truncate(start);
        Truth::False
    }
}
