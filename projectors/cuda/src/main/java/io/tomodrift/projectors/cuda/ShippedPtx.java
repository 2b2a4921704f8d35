package io.tomodrift.projectors.cuda;

import io.tomodrift.geometry.error.BackendException;
import io.tomodrift.projectors.device.KernelSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Kernels compiled ahead, for machines with a driver but without NVRTC. Each text begins with the
 * hash of the source it was made from.
 */
final class ShippedPtx {

  /**
   * Compute capability they were made for, 10 major + minor; drivers compile them for newer ones.
   */
  static final int LEAST_CAPABILITY = 75;

  private static final String FOLDER = "/io/tomodrift/projectors/cuda/ptx/";

  private ShippedPtx() {}

  /**
   * The compiled form of a kernel.
   *
   * @throws BackendException if there is none, or if it is that of another text
   */
  static String of(KernelSource source) {
    String name = source.variant() + ".ptx";
    try (InputStream in = ShippedPtx.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new BackendException(
            "kernel %s does not come compiled, and NVRTC is not there to compile it (%s)"
                .formatted(
                    source.variant(), CudaLibrary.NVRTC.failure().orElse("though it loads")));
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (!text.startsWith(firstLine(source))) {
        throw new BackendException(
            "the compiled form of kernel %s is that of another text".formatted(source.variant()));
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String firstLine(KernelSource source) {
    return "// source " + source.hash() + "\n";
  }
}
