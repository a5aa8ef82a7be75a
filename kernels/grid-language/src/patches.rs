//! What is asked of patches and done with them besides what sets can do: over sets place by place, over masks row by row.

pub(crate) mod board_masks;
mod geometry;
pub(crate) mod lines;
mod painting;
pub(crate) mod periods;

pub use self::{
    geometry::Geometry,
    painting::{Over, Painting, Stencil},
    periods::Along,
};
