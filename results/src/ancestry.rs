//! Which commit two others grew from, and which lie between them: what a gate starts from and a bisection searches.

use git2::{ErrorCode, Oid, Sort};

use crate::{Commit, GitError, Repository};

impl Repository {
    /// The newest commit that both grew from. In a shallow clone it is told only where nothing that is missing could
    /// make it another.
    pub fn merge_base(&self, base: &Commit, head: &Commit) -> Result<Commit, GitError> {
        let what = || format!("where `{}` and `{}` part", base.short, head.short);
        let (one, other) = (self.commit(base)?.id(), self.commit(head)?.id());
        let found = match self.git.merge_base(one, other) {
            Ok(found) => found,
            Err(error) if error.code() == ErrorCode::NotFound => {
                return Err(if self.is_shallow() {
                    GitError::Shallow { what: what() }
                } else {
                    GitError::Unrelated { base: base.short.clone(), head: head.short.clone() }
                });
            }
            Err(error) => return Err(GitError::unreadable(what())(error)),
        };
        let boundary = self.boundary()?;
        if self.grown(&[one, other], found, Line::Every)?.iter().any(|id| boundary.contains(id)) {
            return Err(GitError::Shallow { what: what() });
        }
        self.described(found)
    }

    /// The commits that may be the first bad one: after the good one, up to and with the bad one, oldest first, along
    /// first parents. A branch that was merged is one step, its merge.
    pub fn between(&self, good: &Commit, bad: &Commit) -> Result<Vec<Commit>, GitError> {
        let (from, to) = (self.commit(good)?.id(), self.commit(bad)?.id());
        let grows = |young: Oid, old: Oid| {
            let what = format!("the history of {young}");
            self.git.graph_descendant_of(young, old).map_err(GitError::unreadable(what))
        };
        if !grows(to, from)? {
            let (good, bad) = (good.short.clone(), bad.short.clone());
            let hint = if from == to {
                "they are the same commit".to_owned()
            } else if grows(from, to)? {
                format!("it is the other way round, `{good}` grows from `{bad}`; swap them")
            } else if self.is_shallow() {
                return Err(GitError::Shallow { what: format!("what lies between `{good}` and `{bad}`") });
            } else {
                "neither grows from the other; name a good commit that is an ancestor of the bad one, such as \
                 where they part"
                    .to_owned()
            };
            return Err(GitError::NotBetween { good, bad, hint });
        }
        self.grown(&[to], from, Line::FirstParents)?.into_iter().map(|id| self.described(id)).collect()
    }

    /// What can be reached from some commits and not from an old one, oldest first.
    pub(crate) fn grown(&self, young: &[Oid], old: Oid, line: Line) -> Result<Vec<Oid>, GitError> {
        let walked = || -> Result<Vec<Oid>, git2::Error> {
            let mut walk = self.git.revwalk()?;
            walk.set_sorting(Sort::TOPOLOGICAL | Sort::REVERSE)?;
            if line == Line::FirstParents {
                walk.simplify_first_parent()?;
            }
            for id in young {
                walk.push(*id)?;
            }
            walk.hide(old)?;
            walk.collect()
        };
        walked().map_err(GitError::unreadable(format!("the history since {old}")))
    }
}

/// Which parents are followed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// All of them.
    Every,
    /// The first of each: the branch as it went, without what was merged into it.
    FirstParents,
}
