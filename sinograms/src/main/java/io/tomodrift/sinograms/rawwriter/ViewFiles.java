package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.formats.dicom.part10.Part10Template;
import io.tomodrift.geometry.helical.ConeViews;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of one view each. The header is encoded once; each thread has a copy in which it overwrites
 * what changes from view to view.
 */
final class ViewFiles {

  // Places as wide as the largest number that is written into them.
  private static final String WIDEST_INSTANCE_NUMBER = "99999999";
  private static final String WIDEST_CURRENT = "999999";
  private static final int LARGEST_CURRENT_MA = 999_999;

  private final ProjectionHeader header;
  private final CtProjectionMetadata metadata;
  private final CtProjectionOptions options;
  private final ConeViews views;
  private final TubeOutput tube;
  private final Part10Template template;

  ViewFiles(
      ProjectionHeader header,
      CtProjectionMetadata metadata,
      CtProjectionOptions options,
      ConeViews views,
      TubeOutput tube) {
    this.header = header;
    this.metadata = metadata;
    this.options = options;
    this.views = views;
    this.tube = tube;
    this.template = new Part10Template(withPlaces().build(), options.syntax());
  }

  private DicomObjectBuilder withPlaces() {
    int columns = views.geometry().detector().columns();
    DicomObjectBuilder builder =
        header
            .common(options.scale())
            .text(Tag.SOP_INSTANCE_UID, header.instanceUid(1))
            .text(Tag.INSTANCE_NUMBER, WIDEST_INSTANCE_NUMBER)
            .text(Tag.X_RAY_TUBE_CURRENT, WIDEST_CURRENT)
            .ints(Tag.SMALLEST_IMAGE_PIXEL_VALUE, 0)
            .ints(Tag.LARGEST_IMAGE_PIXEL_VALUE, 0)
            .bytes(Tag.PIXEL_DATA, Vr.OW, new byte[2 * views.geometry().detector().elements()]);
    for (int tag :
        new int[] {
          CtProjectionTag.FOCAL_CENTER_ANGLE,
          CtProjectionTag.FOCAL_CENTER_AXIAL,
          CtProjectionTag.FOCAL_CENTER_RADIUS,
          CtProjectionTag.ANGULAR_SHIFT,
          CtProjectionTag.AXIAL_SHIFT,
          CtProjectionTag.RADIAL_SHIFT,
          CtProjectionTag.TIMESTAMP
        }) {
      builder.doubles(tag, Vr.FL, 0);
    }
    if (tube.hasPhotons()) {
      builder.doubles(CtProjectionTag.PHOTON_STATISTICS, Vr.FL, new double[columns]);
    }
    return builder;
  }

  /** Size of each file. */
  int lengthBytes() {
    return template.lengthBytes();
  }

  /** Scratch space of one thread. */
  Scratch scratch() {
    return new Scratch();
  }

  /** Buffers of one thread, through which its views go. */
  final class Scratch {

    private final ViewFile file = new ViewFile(template);
    private final StoredView pixels =
        new StoredView(views, options.scale(), metadata.vendor().pixelOrder());
    private final float[] photons =
        new float[tube.hasPhotons() ? views.geometry().detector().columns() : 0];

    /** Writes a view and returns the number of values that were beyond the scale. */
    int write(int view, Path path) throws IOException {
      pixels.load(view);
      file.text(Tag.SOP_INSTANCE_UID, header.instanceUid(view + 1));
      file.text(Tag.MEDIA_STORAGE_SOP_INSTANCE_UID, header.instanceUid(view + 1));
      file.text(Tag.INSTANCE_NUMBER, Integer.toString(view + 1));
      file.text(Tag.X_RAY_TUBE_CURRENT, Long.toString(currentMa(tube, view)));
      file.uint16(Tag.SMALLEST_IMAGE_PIXEL_VALUE, pixels.smallest());
      file.uint16(Tag.LARGEST_IMAGE_PIXEL_VALUE, pixels.largest());
      geometry(ViewValues.of(views.geometry(), view, metadata.rotationTimeMs()));
      if (photons.length > 0) {
        tube.photons(view, photons);
        file.decimals(CtProjectionTag.PHOTON_STATISTICS, photons);
      }
      file.pixels(pixels.stored());
      file.write(path);
      return pixels.clipped();
    }

    private void geometry(ViewValues values) {
      file.decimal(CtProjectionTag.FOCAL_CENTER_ANGLE, values.angleRad());
      file.decimal(CtProjectionTag.FOCAL_CENTER_AXIAL, values.axialMm());
      file.decimal(CtProjectionTag.FOCAL_CENTER_RADIUS, values.radiusMm());
      file.decimal(CtProjectionTag.ANGULAR_SHIFT, values.angularShiftRad());
      file.decimal(CtProjectionTag.AXIAL_SHIFT, values.axialShiftMm());
      file.decimal(CtProjectionTag.RADIAL_SHIFT, values.radialShiftMm());
      file.decimal(CtProjectionTag.TIMESTAMP, values.timeMs());
    }
  }

  static long currentMa(TubeOutput tube, int view) {
    double current = tube.currentMa(view);
    if (!(current >= 0 && current <= LARGEST_CURRENT_MA)) {
      throw new IllegalArgumentException(
          "tube current of view %d is %s mA, expected 0 to %d"
              .formatted(view, current, LARGEST_CURRENT_MA));
    }
    return Math.round(current);
  }
}
