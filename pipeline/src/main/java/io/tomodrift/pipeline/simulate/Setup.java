package io.tomodrift.pipeline.simulate;

import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.helical.StoredScale;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.rawwriter.CtProjectionMetadata;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions.FileNames;
import java.io.IOException;
import java.util.Optional;

/**
 * What is measured, and how it is written.
 *
 * @param views line integrals without the noise that is to be added
 * @param metadata headers
 * @param source the raw data, if they are what is measured again
 */
record Setup(ConeViews views, CtProjectionMetadata metadata, Optional<RawScan> source) {

  /** How values are stored: as in the source, so that its resolution is kept. */
  CtProjectionOptions options(boolean scrambleNames) throws IOException {
    CtProjectionOptions options =
        CtProjectionOptions.DEFAULT.withNames(
            scrambleNames ? FileNames.SHUFFLED : FileNames.IN_ORDER);
    if (source.isEmpty()) {
      return options;
    }
    StoredScale scale = source.get().read(0, new short[views.geometry().detector().elements()]);
    return options.withScale(scale);
  }
}
