package io.tomodrift.sinograms.rawwriter;

import io.tomodrift.formats.dicom.CtProjectionTag;
import io.tomodrift.formats.dicom.DicomObject;
import io.tomodrift.formats.dicom.DicomObjectBuilder;
import io.tomodrift.formats.dicom.Tag;
import io.tomodrift.formats.dicom.Vr;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.helical.ConeViews;
import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** A whole scan as one object whose frames are the views. */
final class MultiFrameObject {

  private static final long LARGEST_BYTES = 1L << 30;

  private final ProjectionHeader header;
  private final CtProjectionMetadata metadata;
  private final CtProjectionOptions options;
  private final ConeViews views;
  private final TubeOutput tube;
  private final LongAdder clipped = new LongAdder();

  MultiFrameObject(
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
  }

  long clipped() {
    return clipped.sum();
  }

  DicomObject build(RunContext context) {
    int frames = views.geometry().views();
    int frameBytes = 2 * views.geometry().detector().elements();
    if ((long) frames * frameBytes > LARGEST_BYTES) {
      throw new ResourceException(
          "%d views of %d bytes are too many for one file; write one file a view"
              .formatted(frames, frameBytes));
    }
    byte[] pixels = new byte[frames * frameBytes];
    int[] smallest = new int[frames];
    int[] largest = new int[frames];
    ParallelLoop.run(
        context,
        "writing projections",
        frames,
        () -> new StoredView(views, options.scale(), metadata.vendor().pixelOrder()),
        (view, i) -> {
          view.load(i);
          ByteBuffer.wrap(pixels, i * frameBytes, frameBytes)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asShortBuffer()
              .put(view.stored());
          smallest[i] = view.smallest();
          largest[i] = view.largest();
          clipped.add(view.clipped());
        });
    return header
        .common(options.scale())
        .text(Tag.SOP_INSTANCE_UID, header.instanceUid(1))
        .ints(Tag.INSTANCE_NUMBER, 1)
        .ints(Tag.X_RAY_TUBE_CURRENT, ViewFiles.currentMa(tube, 0))
        .ints(Tag.NUMBER_OF_FRAMES, frames)
        .ints(Tag.SMALLEST_IMAGE_PIXEL_VALUE, Arrays.stream(smallest).min().getAsInt())
        .ints(Tag.LARGEST_IMAGE_PIXEL_VALUE, Arrays.stream(largest).max().getAsInt())
        .sequence(Tag.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE, items())
        .bytes(Tag.PIXEL_DATA, Vr.OW, pixels)
        .build();
  }

  private List<DicomObject> items() {
    List<DicomObject> items = new ArrayList<>();
    for (int i = 0; i < views.geometry().views(); i++) {
      items.add(item(i));
    }
    return items;
  }

  private DicomObject item(int view) {
    ViewValues values = ViewValues.of(views.geometry(), view, metadata.rotationTimeMs());
    DicomObjectBuilder builder = DicomObject.builder().ints(Tag.INSTANCE_NUMBER, view + 1);
    decimal(builder, CtProjectionTag.FOCAL_CENTER_ANGLE, values.angleRad());
    decimal(builder, CtProjectionTag.FOCAL_CENTER_AXIAL, values.axialMm());
    decimal(builder, CtProjectionTag.FOCAL_CENTER_RADIUS, values.radiusMm());
    decimal(builder, CtProjectionTag.ANGULAR_SHIFT, values.angularShiftRad());
    decimal(builder, CtProjectionTag.AXIAL_SHIFT, values.axialShiftMm());
    decimal(builder, CtProjectionTag.RADIAL_SHIFT, values.radialShiftMm());
    decimal(builder, CtProjectionTag.TIMESTAMP, values.timeMs());
    if (tube.hasPhotons()) {
      float[] photons = new float[views.geometry().detector().columns()];
      tube.photons(view, photons);
      double[] wide = new double[photons.length];
      Arrays.setAll(wide, c -> photons[c]);
      decimal(builder, CtProjectionTag.PHOTON_STATISTICS, wide);
    }
    return builder.build();
  }

  private static void decimal(DicomObjectBuilder builder, int tag, double... values) {
    builder
        .text(CtProjectionTag.creatorOf(tag), Vr.LO, CtProjectionTag.CREATOR_NAME)
        .doubles(tag, Vr.FL, values);
  }
}
