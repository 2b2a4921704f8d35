package io.tomodrift.projectors.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.projectors.backend.Availability;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class CudaBackendProviderTest {

  /** As on the machines that build this: each library is named, with the file that is missing. */
  @Test
  void withoutDriverItSaysWhatIsMissing() {
    Assumptions.assumeFalse(CudaLibrary.DRIVER.loaded(), "this machine has a driver");
    Availability availability = new CudaBackendProvider().probe();
    Availability.Unavailable missing = (Availability.Unavailable) availability;
    for (String part : new String[] {"driver: libcuda.so.1 not found", "NVRTC: ", "cuFFT: "}) {
      assertTrue(missing.reason().contains(part), missing.reason());
    }
    assertFalse(missing.reason().contains("\n"), missing.reason());
    assertEquals(
        missing.reason(), ((Availability.Unavailable) new CudaBackendProvider().probe()).reason());
  }

  @Test
  void theMissingFileIsFoundInThePageOfTheBinding() {
    String page =
        "Error while loading native library \"JNvrtc\"\nOperating system\nx.UnsatisfiedLinkError: "
            + "/a/libJNvrtc.so: libnvrtc.so.11.2: cannot open shared object file: No such file\n";
    assertEquals("libnvrtc.so.11.2 not found", CudaLibrary.reason(new LinkageError(page)));
    assertEquals("a", CudaLibrary.reason(new LinkageError("a\nb")));
    assertEquals("null", CudaLibrary.reason(new LinkageError()));
  }
}
