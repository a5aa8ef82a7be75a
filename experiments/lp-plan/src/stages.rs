//! What the solving of years tells of itself: counts, and a stage for each year on the lane of who solved it.

use steel_years::Course;
use touchstone::Report;

/// Steps, passes and columns of all horizons together.
pub fn count(courses: &[Course], report: &mut Report) {
    let sum = |of: &dyn Fn(&Course) -> u64| courses.iter().map(of).sum();
    report.count("iterations", sum(&|course| course.iterations().simplex));
    report.count("interior-point-iterations", sum(&|course| course.iterations().interior_point));
    let most = |of: &dyn Fn(&Course) -> usize| courses.iter().map(of).max().unwrap_or(0) as u64;
    report.count("passes", most(&Course::most_passes));
    report.count("columns", most(&Course::most_columns));
}

/// Every stage of every year.
pub fn tell_stages(courses: &[Course], report: &mut Report) {
    for course in courses {
        for (year, worker) in course.years.iter().zip(&course.workers) {
            let lane = format!("worker-{worker}");
            for timed in &year.stages {
                report.stage_on(&lane, &timed.stage.to_string(), timed.began, timed.ended);
            }
        }
    }
}
