package io.tomodrift.formats.dicom;

import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the readers and writers of DICOM files on the class path. */
public final class DicomCodecs {

  private DicomCodecs() {}

  /** All readers, most preferred first. */
  public static List<DicomSource> sources() {
    return ServiceLoader.load(DicomSource.class, DicomSource.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(DicomSource::rank).thenComparing(DicomSource::id))
        .toList();
  }

  /** All writers, most preferred first. */
  public static List<DicomSink> sinks() {
    return ServiceLoader.load(DicomSink.class, DicomSink.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparingInt(DicomSink::rank).thenComparing(DicomSink::id))
        .toList();
  }

  /** The most preferred reader. */
  public static DicomSource source() {
    return sources().stream().findFirst().orElseThrow(() -> none(DicomSource.class));
  }

  /** The most preferred writer. */
  public static DicomSink sink() {
    return sinks().stream().findFirst().orElseThrow(() -> none(DicomSink.class));
  }

  // Happens when a repackaged jar has lost its service files.
  private static IllegalStateException none(Class<?> service) {
    return new IllegalStateException(
        "no " + service.getName() + " found; META-INF/services is missing from the class path");
  }
}
