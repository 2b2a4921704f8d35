package io.tomodrift.projectors.device;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** The kernels of one operator, compiled when they are first needed. */
final class KernelCache {

  private final Device device;
  private final ResourceScope scope;
  private final Map<String, DeviceKernel> kernels = new HashMap<>();

  KernelCache(Device device, ResourceScope scope) {
    this.device = device;
    this.scope = scope;
  }

  DeviceKernel get(KernelSource source, String entry) {
    return kernels.computeIfAbsent(
        source.variant() + ":" + entry, key -> scope.add(device.kernel(source, entry)));
  }

  /** The kernel named like its text, in the variant for a batch. */
  DeviceKernel forLanes(IntFunction<KernelSource> variants, int lanes) {
    KernelSource source = variants.apply(KernelSet.lanesPerItem(lanes));
    return get(source, source.name());
  }
}
