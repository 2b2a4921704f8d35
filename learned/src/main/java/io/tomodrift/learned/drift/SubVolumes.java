package io.tomodrift.learned.drift;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random crops of patches, the samples of a drift problem.
 *
 * @param perPatch number of crops of each patch
 * @param side of a crop along every axis of space
 */
public record SubVolumes(int perPatch, int side) {

  /** Checks the values. */
  public SubVolumes {
    if (perPatch < 1 || side < 1) {
      throw new IllegalArgumentException(
          "crops a patch and their side must be positive, got %d of %d".formatted(perPatch, side));
    }
  }

  /**
   * Where crops lie.
   *
   * @param patch index of the patch
   * @param origin first position along each axis of space
   */
  public record Place(int patch, List<Long> origin) {

    /** Copies the list. */
    public Place {
      origin = List.copyOf(origin);
    }
  }

  /**
   * Draws places, patch by patch, each uniform over all that lie within the patch.
   *
   * @param patches {@code [sample][channel][(slice)][row][column]}
   */
  public List<Place> draw(Shape patches, SplittableRandom random) {
    for (int axis = 2; axis < patches.dimension(); axis++) {
      if (patches.get(axis) < side) {
        throw new IllegalArgumentException(
            "crops of side %d do not fit patches %s: choose smaller crops or larger patches"
                .formatted(side, patches));
      }
    }
    List<Place> places = new ArrayList<>();
    for (int patch = 0; patch < patches.get(0); patch++) {
      for (int n = 0; n < perPatch; n++) {
        List<Long> origin = new ArrayList<>();
        for (int axis = 2; axis < patches.dimension(); axis++) {
          origin.add(random.nextLong(patches.get(axis) - side + 1));
        }
        places.add(new Place(patch, origin));
      }
    }
    return places;
  }

  /**
   * Cuts crops, in the graph of the patches.
   *
   * @param patches {@code [sample][channel][(slice)][row][column]}
   * @return {@code [place][channel][side]...} in the order of the places
   */
  public NDArray cut(NDArray patches, List<Place> places) {
    NDList crops = new NDList(places.size());
    NDArray patch = null;
    int current = -1;
    for (Place place : places) {
      // A slice's gradient has the size of what it was cut from: of one patch, not of all.
      if (place.patch() != current) {
        current = place.patch();
        patch = patches.get(NDIndex.sliceAxis(0, current, current + 1L));
      }
      NDIndex index = new NDIndex().addAllDim(2);
      for (long first : place.origin()) {
        index.addSliceDim(first, first + side);
      }
      crops.add(patch.get(index));
    }
    return NDArrays.concat(crops, 0);
  }
}
