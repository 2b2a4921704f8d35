package io.tomodrift.projectors.opencl;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.projectors.backend.Backend;
import org.junit.jupiter.api.Test;

class OpenClBackendTest {

  @Test
  void opens() {
    OpenClBackendProvider provider = new OpenClBackendProvider();
    System.out.println(provider.probe());
    long t0 = System.nanoTime();
    try (Backend backend = provider.open(RunContext.defaults())) {
      System.out.println(backend.device() + " " + (System.nanoTime() - t0) * 1e-9);
      assertTrue(backend.device().length() > 3);
    }
  }
}
