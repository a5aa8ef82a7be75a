//! What users of Rust would take: imageproc. It knows colours, so that one call finds the objects of all of them. The images are there
//! before the clock starts, the background is found and removed in them, and its labels are turned into ours behind the clock.

use std::{collections::HashMap, rc::Rc};

use grid_batch::GridBatch;
use grid_objects::{BACKGROUND, Labels, Mode, Neighbours};
use imageproc::{
    image::{GrayImage, ImageBuffer, Luma},
    region_labelling::{Connectivity, connected_components},
};
use touchstone::{Measured, cannot_run, measured};

use crate::{
    answers::Answer,
    load::World,
    packing::{Packed, pixels},
};

/// As which images the grids are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Images {
    /// Each as one of its own.
    Each,
    /// All as one.
    Packed,
}

type Labelled = ImageBuffer<Luma<u32>, Vec<u32>>;

/// A case, ready to be labelled.
struct Case {
    images: Vec<GrayImage>,
    neighbours: Connectivity,
    /// Of the batch.
    offsets: Vec<u32>,
    /// Where the cells of the batch are, in all images one after the other.
    place: Vec<u32>,
}

impl Case {
    fn of((batch, mode): (&GridBatch, Mode), how: Images) -> Self {
        let (mut images, mut place) = (Vec::new(), Vec::with_capacity(batch.cells().len()));
        let offsets = batch.offsets().to_vec();
        match how {
            Images::Each => {
                let pixels = pixels(batch, mode);
                let mut before = 0;
                for (grid, ends) in batch.iter().zip(offsets.windows(2)) {
                    let of_grid = &pixels[ends[0] as usize..ends[1] as usize];
                    place.extend((before..).take(of_grid.len()));
                    images.push(image(grid.height, grid.width, of_grid));
                    before += images.last().map_or(0, |image| image.as_raw().len() as u32);
                }
            }
            Images::Packed => {
                let packed = Packed::of(batch, mode);
                images.push(image(packed.height, packed.width, &packed.pixels));
                place = packed.place;
            }
        }
        let neighbours = match mode.neighbours {
            Neighbours::Four => Connectivity::Four,
            Neighbours::Eight => Connectivity::Eight,
        };
        Self { images, neighbours, offsets, place }
    }

    fn label(&self) -> Vec<Labelled> {
        self.images.iter().map(|image| connected_components(image, self.neighbours, Luma([0]))).collect()
    }
}

/// imageproc 0.27.0 panics where every pixel begins a label of its own, as it counts them from 1 and has room for as many as there are
/// pixels: such images are given a row of background, and no others.
fn image(height: usize, width: usize, pixels: &[u8]) -> GrayImage {
    let begins = |at: usize| {
        let column = at % width;
        let left = (column > 0).then(|| pixels[at - 1]);
        let above = at.checked_sub(width).map(|above| pixels[above]);
        pixels[at] != 0 && left != Some(pixels[at]) && above != Some(pixels[at])
    };
    let rows = height + usize::from((0..pixels.len()).all(begins));
    let mut pixels = pixels.to_vec();
    pixels.resize(rows * width, 0);
    GrayImage::from_raw(width as u32, rows as u32, pixels).expect("as many pixels as its sides ask for")
}

pub(crate) fn imageproc(world: &World, images: Images) -> Measured<'_, Answer> {
    if let Some(fault) = world.fault() {
        return cannot_run(&fault);
    }
    let cases: Vec<Case> = world.cases().map(|case| Case::of(case, images)).collect();
    let cases = Rc::new(cases);
    measured(move || found(&cases))
}

fn found(cases: &Rc<Vec<Case>>) -> Answer {
    let found: Vec<Vec<Labelled>> = cases.iter().map(Case::label).collect();
    let cases = Rc::clone(cases);
    Answer::foreign(move || found.iter().zip(cases.iter()).map(|(found, case)| turned(found, case)).collect())
}

/// Ours: an object is called after its smallest cell.
fn turned(found: &[Labelled], Case { offsets, place, .. }: &Case) -> Labels {
    let pixels: Vec<u32> = found.iter().flat_map(|image| image.iter()).copied().collect();
    let mut labels = Labels { label: vec![BACKGROUND; place.len()], counts: Vec::new() };
    for ends in offsets.windows(2) {
        let mut names = HashMap::new();
        for cell in ends[0]..ends[1] {
            let found = pixels[place[cell as usize] as usize];
            if found != 0 {
                labels.label[cell as usize] = *names.entry(found).or_insert((cell - ends[0]) as u16);
            }
        }
        labels.counts.push(names.len() as u16);
    }
    labels
}

#[cfg(test)]
mod tests {
    use grid_objects::{Method, TieRule, label};

    use super::*;

    #[test]
    fn its_labels_become_ours_alone_and_packed() {
        let batch = grid_generator::mixed(100, 6);
        for mode in Mode::ALL {
            let expected = label(&batch, mode, TieRule::Lowest, Method::Bfs);
            for images in [Images::Each, Images::Packed] {
                let answer = found(&Rc::new(vec![Case::of((&batch, mode), images)]));
                assert!(answer.labels() == [expected.clone()], "{mode}, {images:?}");
            }
        }
    }
}
