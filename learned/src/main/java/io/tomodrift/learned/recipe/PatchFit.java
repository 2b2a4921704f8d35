package io.tomodrift.learned.recipe;

import io.tomodrift.learned.data.PatchSettings;
import io.tomodrift.learned.drift.SubVolumes;
import io.tomodrift.learned.nets.Architecture;
import io.tomodrift.learned.nets.FeatureEncoder;

/** Whether patches suit what reads them: told before pairs are made and encoders are trained. */
final class PatchFit {

  private PatchFit() {}

  /**
   * Refuses what does not fit.
   *
   * @param crops of a drift; null if there is none
   * @throws IllegalArgumentException naming the keys and values that disagree
   */
  static void require(Architecture network, PatchSettings patches, SubVolumes crops) {
    boolean flat = network.dimensions() == 2;
    int slices = patches.slices();
    if (flat && slices > 1) {
      throw new IllegalArgumentException(
          "patches.slices is %d, but the network has 2 dimensions and reads single slices; leave slices out, or give the network 'dimensions: 3'"
              .formatted(slices));
    }
    if (!flat && slices == 1) {
      throw new IllegalArgumentException(
          "patches.slices is 1, but the network has 3 dimensions and reads blocks; give patches several slices, for example 'slices: 16', or give the network 'dimensions: 2'");
    }
    requireMultiple(network.kind(), network.sideMultiple(), patches, flat);
    if (crops != null) {
      requireMultiple(
          "the feature encoder",
          FeatureEncoder.usual(network.dimensions()).sideMultiple(),
          patches,
          flat);
      int shortest = flat ? patches.side() : Math.min(slices, patches.side());
      if (crops.side() > shortest) {
        throw new IllegalArgumentException(
            "drift.cropSide is %d, more than the shortest side of patches of %s; take smaller crops or larger patches"
                .formatted(crops.side(), sides(patches, flat)));
      }
    }
  }

  private static void requireMultiple(
      String reader, int multiple, PatchSettings patches, boolean flat) {
    if (patches.side() % multiple != 0 || (!flat && patches.slices() % multiple != 0)) {
      throw new IllegalArgumentException(
          "patches of %s do not suit %s, which reads sides that are multiples of %d"
              .formatted(sides(patches, flat), reader, multiple));
    }
  }

  private static String sides(PatchSettings patches, boolean flat) {
    return flat
        ? "%d x %d".formatted(patches.side(), patches.side())
        : "%d x %d x %d".formatted(patches.slices(), patches.side(), patches.side());
  }
}
