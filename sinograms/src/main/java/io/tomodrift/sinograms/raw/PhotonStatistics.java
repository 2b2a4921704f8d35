package io.tomodrift.sinograms.raw;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DicomSource;
import io.tomodrift.formats.dicom.PixelAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Reads PhotonStatistics (7033,1065), which are too many to keep. Safe for any number of threads.
 */
final class PhotonStatistics {

  private record Parsed(Path file, List<HeaderValues> frames) {}

  private final DicomSource source;
  private final AtomicReference<Parsed> last = new AtomicReference<>();

  PhotonStatistics(DicomSource source) {
    this.source = source;
  }

  float[] read(Path file, int frame) throws IOException {
    double[] values = frames(file).get(frame).numbers(CtProjectionTag.PHOTON_STATISTICS);
    float[] quanta = new float[values.length];
    for (int i = 0; i < quanta.length; i++) {
      quanta[i] = (float) values[i];
    }
    return quanta;
  }

  private List<HeaderValues> frames(Path file) throws IOException {
    Parsed known = last.get();
    if (known != null && known.file().equals(file)) {
      return known.frames();
    }
    List<HeaderValues> frames = HeaderParser.frames(source.read(file, PixelAccess.NONE).dataset());
    // Worth keeping only where the next frame is in the same file.
    if (frames.size() > 1) {
      last.set(new Parsed(file, frames));
    }
    return frames;
  }
}
