//! The strongly connected components of a graph.

const UNSEEN: usize = usize::MAX;

/// Returns the number of each node's component. A component has a higher number than those to which it leads.
///
/// Tarjan's algorithm without recursion, because the document decides how deep it goes.
pub(super) fn find(count: usize, next: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut order = vec![UNSEEN; count];
    let mut low = vec![UNSEEN; count];
    let mut component = vec![UNSEEN; count];
    let mut path = Vec::new();
    let (mut clock, mut finished) = (0, 0);

    for root in 0..count {
        if order[root] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, next(root), 0)];
        while let Some((here, next_of_here, position)) = work.last_mut() {
            let here = *here;
            if *position == 0 && order[here] == UNSEEN {
                order[here] = clock;
                low[here] = clock;
                clock += 1;
                path.push(here);
            }
            if let Some(&there) = next_of_here.get(*position) {
                *position += 1;
                if order[there] == UNSEEN {
                    work.push((there, next(there), 0));
                } else if component[there] == UNSEEN {
                    low[here] = low[here].min(order[there]);
                }
                continue;
            }
            if low[here] == order[here] {
                while let Some(member) = path.pop() {
                    component[member] = finished;
                    if member == here {
                        break;
                    }
                }
                finished += 1;
            }
            work.pop();
            if let Some(&(parent, ..)) = work.last() {
                low[parent] = low[parent].min(low[here]);
            }
        }
    }
    component
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_round_is_one_and_leads_to_lower_numbers() {
        let next = [vec![1], vec![2, 3], vec![1], vec![4], vec![]];
        assert_eq!(find(5, |node| next[node].clone()), [3, 2, 2, 1, 0]);
    }
}
