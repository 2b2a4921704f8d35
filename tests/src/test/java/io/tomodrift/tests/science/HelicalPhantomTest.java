package io.tomodrift.tests.science;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.fbp.FbpSettings;
import io.tomodrift.geometry.ImageGrid;
import io.tomodrift.geometry.helical.ConeDetector;
import io.tomodrift.geometry.helical.FocalSpotMode;
import io.tomodrift.geometry.helical.HelicalScanner;
import io.tomodrift.geometry.helical.HelicalScanners;
import io.tomodrift.geometry.helical.HelixPlan;
import io.tomodrift.geometry.helical.RotationSense;
import io.tomodrift.geometry.helical.ZDirection;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.phantoms.catalogue.HelicalTestPhantom;
import io.tomodrift.phantoms.helical.SolidPhantomViews;
import io.tomodrift.pipeline.raw.RawPlan;
import io.tomodrift.pipeline.raw.RawReconstructor;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import io.tomodrift.sinograms.raw.RawOptions;
import io.tomodrift.sinograms.raw.RawScan;
import io.tomodrift.sinograms.raw.RawScans;
import io.tomodrift.sinograms.rawwriter.CtProjectionMetadata;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions;
import io.tomodrift.sinograms.rawwriter.CtProjectionOptions.FileNames;
import io.tomodrift.sinograms.rawwriter.CtProjectionWriter;
import io.tomodrift.sinograms.rawwriter.TubeOutput;
import io.tomodrift.sinograms.rawwriter.VendorConvention;
import io.tomodrift.sinograms.rawwriter.VendorConvention.PixelOrder;
import io.tomodrift.sinograms.rebin.FocalSpotViews;
import io.tomodrift.sinograms.rebin.RebinMode;
import io.tomodrift.sinograms.rebin.RebinPlan;
import io.tomodrift.sinograms.rebin.RebinRequest;
import io.tomodrift.sinograms.rebin.RebinSettings;
import io.tomodrift.tests.support.TestFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An analytic phantom all the way: cone-beam projections on a helix, raw data files, reading,
 * rebinning, reconstruction, against the truth.
 *
 * <p>With {@code -Dtomodrift.fullsize=true} the scanners have all their columns, rows and views;
 * otherwise half the columns and views, so that it takes seconds.
 */
class HelicalPhantomTest {

  private static final boolean FULL = Boolean.getBoolean("tomodrift.fullsize");
  private static final HelicalTestPhantom PHANTOM =
      HelicalTestPhantom.standard(HounsfieldScale.DEFAULT);
  private static final RunContext CONTEXT = RunContext.defaults();
  private static final double LOW_MM = -32;
  private static final double HIGH_MM = 40;
}
