//! Which conditions of a question may be tried run by run, so that rows that do not meet them are never all in memory.
//!
//! Polars forgets a condition without a word when it was pushed into a scan of ours and is an aggregation; and what looks at
//! several rows would find other ones run by run. So nothing is pushed unless every condition of the question looks at one
//! row at a time.

use polars::prelude::{BooleanFunction, DslPlan, Expr, FunctionExpr};

/// Do all conditions of a question look at one row at a time? Of steps that are not known here, nobody can say.
pub(crate) fn all_rowwise(plan: &DslPlan) -> bool {
    plan.into_iter().all(|step| match step {
        DslPlan::Filter { predicate, .. } => is_rowwise(predicate),
        // `IR` is a step that Polars has looked at before; what it was made of comes next.
        DslPlan::IR { .. }
        | DslPlan::Scan { .. }
        | DslPlan::Select { .. }
        | DslPlan::GroupBy { .. }
        | DslPlan::Join { .. }
        | DslPlan::HStack { .. }
        | DslPlan::Distinct { .. }
        | DslPlan::Sort { .. }
        | DslPlan::Slice { .. } => true,
        _ => false,
    })
}

/// Comparisons of columns and single values, and what is made of them.
pub(crate) fn is_rowwise(condition: &Expr) -> bool {
    condition.into_iter().all(|part| match part {
        Expr::Column(_) | Expr::BinaryExpr { .. } | Expr::Alias(..) | Expr::Cast { .. } => true,
        Expr::Literal(value) => value.is_scalar(),
        Expr::Function { function: FunctionExpr::Boolean(function), .. } => {
            matches!(function, BooleanFunction::Not | BooleanFunction::IsNull | BooleanFunction::IsNotNull)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use polars::prelude::{DataType, NamedFrom, Series, col, lit};

    use super::*;

    #[test]
    fn what_looks_at_one_row_may_be_tried_run_by_run() {
        for condition in [
            col("a").gt(lit(1)),
            col("a").eq(col("b")).and(col("c").not()),
            col("a").is_null().or((col("a") + col("b")).cast(DataType::Float64).lt(lit(0.5))),
            lit(true),
        ] {
            assert!(is_rowwise(&condition), "{condition:?}");
        }
    }

    #[test]
    fn what_looks_at_several_rows_may_not() {
        for condition in [
            col("a").eq(col("a").max()),
            col("a").max(),
            col("a").gt(lit(1)).and(col("b").eq(col("b").first())),
            col("a").gt(col("a").shift(lit(1))),
            col("a").eq(lit(Series::new("s".into(), [1, 2, 3]))),
        ] {
            assert!(!is_rowwise(&condition), "{condition:?}");
        }
    }
}
