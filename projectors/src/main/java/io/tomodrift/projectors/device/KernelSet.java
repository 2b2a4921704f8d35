package io.tomodrift.projectors.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All kernel texts in the variants that are used. Kernels of many slices compute {@link #WIDE}
 * slices a work item, so that what depends on pixel and view only is computed less often.
 */
public final class KernelSet {

  /** Slices a work item where there are many. */
  public static final int WIDE = 4;

  private static final int FEWEST_FOR_WIDE = 32;

  private KernelSet() {}

  /** Slices a work item for a batch of {@code lanes} slices. */
  static int lanesPerItem(int lanes) {
    return lanes >= FEWEST_FOR_WIDE && lanes % WIDE == 0 ? WIDE : 1;
  }

  static KernelSource forward(int lanesPerItem, boolean contraction) {
    return variant(KernelSource.load("forward", "rays"), contraction, lanesPerItem);
  }

  static KernelSource adjoint(int lanesPerItem, boolean contraction) {
    return variant(KernelSource.load("adjoint", "rays"), contraction, lanesPerItem);
  }

  static KernelSource backproject(int lanesPerItem, boolean contraction) {
    return variant(KernelSource.load("backproject"), contraction, lanesPerItem);
  }

  static KernelSource filter(boolean contraction) {
    return variant(KernelSource.load("filter"), contraction, 1);
  }

  static KernelSource vectors(boolean contraction) {
    return variant(KernelSource.load("vectors"), contraction, 1);
  }

  private static KernelSource variant(KernelSource source, boolean contraction, int lanes) {
    return source.with(Map.of("LANES", lanes, KernelSource.CONTRACTION, contraction ? 1 : 0));
  }

  /** Every variant that an operator may ask for. */
  public static List<KernelSource> all(boolean contraction) {
    List<KernelSource> all = new ArrayList<>();
    for (int lanes : new int[] {1, WIDE}) {
      all.add(forward(lanes, contraction));
      all.add(adjoint(lanes, contraction));
      all.add(backproject(lanes, contraction));
    }
    all.add(filter(contraction));
    all.add(vectors(contraction));
    return List.copyOf(all);
  }
}
