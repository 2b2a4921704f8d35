package io.tomodrift.phantoms.anatomy;

import io.tomodrift.geometry.run.ParallelLoop;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.FloatStack;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.geometry.stack.VolumeFrame;
import io.tomodrift.geometry.stack.VolumeUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Random axial slices and short volumes of bodies that do not exist: outlines, layers, bones,
 * organs, vessel trees, gas and lesions of plausible size, place and HU, with texture. For training
 * and testing where real scans are not at hand. It is a cartoon of anatomy: good enough for edges,
 * contrasts and artefacts, no substitute for patients.
 *
 * <p>A body is drawn once from the seed; slices are cuts of it, so they change smoothly with Z.
 *
 * <p><b>Shape</b>: {@code [slice][row][column]}, layout PLANAR, frame GANTRY: the patient's right
 * is on the left of the image, the front on top.
 *
 * <p><b>Units</b>: HU, {@link Tissue#code} for labels, and mg iodine per ml if contrast medium is
 * asked for. The image stays the native one; both come from one body, so they are registered by
 * construction.
 *
 * <p><b>Determinism</b>: a seed gives the same values for every number of threads and on every JDK.
 *
 * <p><b>Reference</b> for HU: the tissue compositions of ICRU Report 44, 1989, at about 70 keV, and
 * the usual clinical ranges of unenhanced CT.
 */
public final class AnthropomorphicGenerator {

  private final AnatomySettings settings;

  /** A generator of bodies of one kind. */
  public AnthropomorphicGenerator(AnatomySettings settings) {
    this.settings = Objects.requireNonNull(settings, "settings");
  }

  /** The body of the context's seed. */
  public AnatomyCase generate(RunContext context) {
    SplitRandom random = new SplitRandom(context.seed()).split(settings.region().name());
    boolean head = settings.region() == BodyRegion.HEAD;
    Pose pose = new Pose(random.split("pose"), head ? 2.5 : 6, head ? 0.7 : 1.6);
    Anatomy anatomy = anatomy(random);
    Texture texture = new Texture(random.split("texture"));
    Perfusion perfusion =
        settings
            .enhancement()
            .map(wanted -> new Perfusion(random.split("iodine"), wanted))
            .orElse(Perfusion.NATIVE);
    int rows = settings.grid().rows();
    int columns = settings.grid().columns();
    FloatStack hu = FloatStack.planar(settings.slices(), rows, columns);
    FloatStack labels = FloatStack.planar(settings.slices(), rows, columns);
    Optional<FloatStack> iodine =
        settings.enhancement().map(any -> FloatStack.planar(settings.slices(), rows, columns));
    ParallelLoop.run(
        context,
        "anatomy",
        settings.slices(),
        slice -> {
          SliceCanvas canvas =
              new SliceCanvas(settings.grid(), pose, perfusion, settings.axis().zMm(slice));
          anatomy.paint(canvas);
          if (settings.textured()) {
            texture.apply(canvas);
          }
          canvas.store(hu.data(), labels.data(), hu.index(slice, 0, 0));
          iodine.ifPresent(plane -> canvas.storeIodine(plane.data(), plane.index(slice, 0, 0)));
        });
    VolumeFrame frame =
        VolumeFrame.gantry(
            settings.grid(), settings.axis().firstZMm(), settings.axis().spacingMm());
    return new AnatomyCase(
        new Volume(hu, frame, VolumeUnit.HU),
        new Volume(labels, frame, VolumeUnit.ARBITRARY),
        iodine.map(plane -> new Volume(plane, frame, VolumeUnit.ARBITRARY)));
  }

  private Anatomy anatomy(SplitRandom random) {
    boolean couch = settings.couch();
    double firstZMm = settings.axis().firstZMm();
    double lastZMm = settings.axis().zMm(settings.slices() - 1);
    return switch (settings.region()) {
      case HEAD -> new HeadAnatomy(random, couch);
      case CHEST -> new ChestAnatomy(random, couch, firstZMm, lastZMm);
      case ABDOMEN -> new AbdomenAnatomy(random, couch);
      case PELVIS -> new PelvisAnatomy(random, couch);
    };
  }
}
