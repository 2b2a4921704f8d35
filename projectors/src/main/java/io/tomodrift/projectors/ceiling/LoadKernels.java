package io.tomodrift.projectors.ceiling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the kernels that run here. */
public final class LoadKernels {
  private static final Logger LOG = LoggerFactory.getLogger(LoadKernels.class);

  private LoadKernels() {}

  /**
   * Every kernel on the class path that can be loaded, sorted by name; the plain one is always
   * there.
   */
  public static List<LoadKernel> all() {
    List<LoadKernel> kernels = new ArrayList<>();
    kernels.add(new PlainLoadKernel());
    Iterator<LoadKernel> found = ServiceLoader.load(LoadKernel.class).iterator();
    while (next(found, kernels)) {
      // each call takes one, or leaves out one that this JVM cannot load
    }
    kernels.sort(Comparator.comparing(LoadKernel::name));
    return kernels;
  }

  private static boolean next(Iterator<LoadKernel> found, List<LoadKernel> kernels) {
    try {
      if (!found.hasNext()) {
        return false;
      }
      kernels.add(found.next());
    } catch (ServiceConfigurationError | LinkageError e) {
      LOG.debug("a load kernel needs a module that this JVM was not started with", e);
    }
    return true;
  }
}
