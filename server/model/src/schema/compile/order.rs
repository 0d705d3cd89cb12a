//! The order in which derived facts and controls are found, and the circles among them.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::schema::AttributeId;

/// The derived ones in an order in which each comes after what it reads, and for each that reads
/// itself the way by which it does, itself first.
///
/// Members of circles are not in the order; what only reads members is.
pub(super) fn derivation_order(
    reads: &[(AttributeId, Vec<AttributeId>)],
) -> (Vec<AttributeId>, Vec<Vec<AttributeId>>) {
    let graph: FxHashMap<AttributeId, &[AttributeId]> =
        reads.iter().map(|(id, read)| (*id, read.as_slice())).collect();
    let all: Vec<AttributeId> = reads.iter().map(|(id, _)| *id).collect();
    let order = ordered(&all, &graph, &FxHashSet::default());
    if order.len() == all.len() {
        return (order, Vec::new());
    }
    let cycles: Vec<Vec<AttributeId>> = all
        .iter()
        .filter(|id| !order.contains(id))
        .filter_map(|id| way_back(*id, &graph))
        .collect();
    let members = cycles.iter().map(|cycle| cycle[0]).collect();
    (ordered(&all, &graph, &members), cycles)
}

/// Those that can be found one after the other, as if the members of circles were not derived.
fn ordered(
    all: &[AttributeId],
    graph: &FxHashMap<AttributeId, &[AttributeId]>,
    members: &FxHashSet<AttributeId>,
) -> Vec<AttributeId> {
    let mut order = Vec::with_capacity(all.len());
    let mut done = members.clone();
    loop {
        let before = order.len();
        for id in all {
            let ready = |read: &AttributeId| done.contains(read) || !graph.contains_key(read);
            if !done.contains(id) && graph[id].iter().all(ready) {
                done.insert(*id);
                order.push(*id);
            }
        }
        if order.len() == before {
            return order;
        }
    }
}

/// The shortest way from `start` along what is read back to `start`.
fn way_back(
    start: AttributeId,
    graph: &FxHashMap<AttributeId, &[AttributeId]>,
) -> Option<Vec<AttributeId>> {
    let mut came_from: FxHashMap<AttributeId, AttributeId> = FxHashMap::default();
    let mut queue = std::collections::VecDeque::from([start]);
    while let Some(id) = queue.pop_front() {
        for read in graph.get(&id).copied().unwrap_or_default() {
            if *read == start {
                let mut way = vec![id];
                let mut current = id;
                while current != start {
                    current = came_from[&current];
                    way.push(current);
                }
                way.reverse();
                return Some(way);
            }
            if graph.contains_key(read) && !came_from.contains_key(read) {
                came_from.insert(*read, id);
                queue.push_back(*read);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(reads: &[(u32, &[u32])]) -> (Vec<u32>, Vec<Vec<u32>>) {
        let reads: Vec<(AttributeId, Vec<AttributeId>)> = reads
            .iter()
            .map(|(id, read)| (AttributeId(*id), read.iter().copied().map(AttributeId).collect()))
            .collect();
        let (order, cycles) = derivation_order(&reads);
        let plain = |ids: Vec<AttributeId>| ids.into_iter().map(|id| id.0).collect();
        (plain(order), cycles.into_iter().map(plain).collect())
    }

    #[test]
    fn each_comes_after_what_it_reads() {
        assert_eq!(order(&[(1, &[2, 9]), (2, &[3]), (3, &[])]), (vec![3, 2, 1], vec![]));
    }

    #[test]
    fn circles_are_named_and_what_reads_them_is_kept() {
        let (order, cycles) = order(&[(1, &[2]), (2, &[3]), (3, &[2]), (4, &[4])]);
        assert_eq!(order, [1]);
        assert_eq!(cycles, [vec![2, 3], vec![3, 2], vec![4]]);
    }
}
