package io.tomodrift.projectors.ceiling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** Finds the kernels that run here. */
public final class LoadKernels {

  private LoadKernels() {}

  /**
   * Every kernel on the class path that can be loaded, sorted by name; the plain one is always
   * there.
   */
  public static List<LoadKernel> all() {
    List<LoadKernel> kernels = new ArrayList<>();
    kernels.add(new PlainLoadKernel());
    ServiceLoader.load(LoadKernel.class).stream()
        .forEach(provider -> open(provider).ifPresent(kernels::add));
    kernels.sort(Comparator.comparing(LoadKernel::name));
    return kernels;
  }

  private static Optional<LoadKernel> open(ServiceLoader.Provider<LoadKernel> provider) {
    try {
      return Optional.of(provider.get());
    } catch (ServiceConfigurationError | LinkageError e) {
      // Compiled against a module that this JVM was not started with.
      return Optional.empty();
    }
  }
}
