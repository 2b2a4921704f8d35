package io.tomodrift.projectors.cuda;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jcuda.driver.JCudaDriver;
import jcuda.jcublas.JCublas2;
import jcuda.jcufft.JCufft;
import jcuda.nvrtc.JNvrtc;

/** The native libraries, each of which may be there or not. */
enum CudaLibrary {
  DRIVER("driver", () -> JCudaDriver.setExceptionsEnabled(false)),
  NVRTC("NVRTC", () -> JNvrtc.setExceptionsEnabled(false)),
  CUBLAS("cuBLAS", () -> JCublas2.setExceptionsEnabled(false)),
  CUFFT("cuFFT", () -> JCufft.setExceptionsEnabled(false));

  private static final Pattern MISSING_FILE =
      Pattern.compile("([\\w.+-]+): cannot open shared object file");

  /** Asked once: a library that failed to load says why the first time only. */
  private static final Map<CudaLibrary, String> FAILURES = load();

  private final String label;
  private final Runnable firstCall;

  CudaLibrary(String label, Runnable firstCall) {
    this.label = label;
    this.firstCall = firstCall;
  }

  private static Map<CudaLibrary, String> load() {
    Map<CudaLibrary, String> failures = new EnumMap<>(CudaLibrary.class);
    for (CudaLibrary library : values()) {
      try {
        library.firstCall.run();
      } catch (LinkageError | RuntimeException e) {
        failures.put(library, reason(e));
      }
    }
    return Collections.unmodifiableMap(failures);
  }

  /** The message of the binding is a page; the name of the missing file is what helps. */
  static String reason(Throwable error) {
    String message = String.valueOf(error.getMessage());
    Matcher file = MISSING_FILE.matcher(message);
    if (file.find()) {
      return file.group(1) + " not found";
    }
    return message.lines().findFirst().orElse(error.getClass().getSimpleName());
  }

  /** Name for messages. */
  String label() {
    return label;
  }

  /** Why it cannot be used, if so. */
  Optional<String> failure() {
    return Optional.ofNullable(FAILURES.get(this));
  }

  boolean loaded() {
    return !FAILURES.containsKey(this);
  }

  /** Each library with what is the matter with it, or {@code fine}. */
  static String report(String fine) {
    StringBuilder text = new StringBuilder();
    for (CudaLibrary library : values()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(library.label())
          .append(": ")
          .append(library.failure().orElse(fine));
    }
    return text.toString();
  }
}
