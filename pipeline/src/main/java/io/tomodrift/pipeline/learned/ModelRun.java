package io.tomodrift.pipeline.learned;

import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.HounsfieldScale;
import io.tomodrift.geometry.stack.Sinogram;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.physics.ConsistencyStep;
import io.tomodrift.learned.torch.Torch;
import io.tomodrift.pipeline.data.Input.OfVolume;
import io.tomodrift.pipeline.data.InputDigests;
import io.tomodrift.pipeline.data.OutputKind;
import io.tomodrift.pipeline.data.Outputs;
import io.tomodrift.pipeline.data.QuickLook;
import io.tomodrift.pipeline.report.Manifest;
import io.tomodrift.pipeline.report.ManifestRecorder;
import io.tomodrift.projectors.backend.Backend;
import io.tomodrift.projectors.backend.Backends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Applies a model to a volume and writes everything that belongs to the result. */
public final class ModelRun {

  private final Refinement refinement;
  private final RunContext context;
  private final ManifestRecorder recorder;
  private final Consumer<String> notes;
  private Optional<ReferenceCheck> check = Optional.empty();

  /**
   * Where the result goes.
   *
   * @param out volume file, or folder for DICOM
   * @param kind its format
   * @param overwrite true to replace what exists
   */
  public record Target(Path out, OutputKind kind, boolean overwrite) {}

  /**
   * Measured data to agree with.
   *
   * @param file where they are
   * @param sinogram line integrals, slice by slice those of the volume
   * @param water the scale of the volume's HU
   * @param backendId backend as asked for
   * @param guidance steps towards them for each image that a diffusion predicts; 0 for none
   */
  public record Data(
      Path file, Sinogram sinogram, HounsfieldScale water, String backendId, int guidance) {}

  /**
   * Prepares a run.
   *
   * @param command the command as typed, for the manifest
   * @param configuration every setting in effect, for the manifest
   * @param notes receiver of what the user should know
   */
  public ModelRun(
      Refinement refinement,
      RunContext context,
      String command,
      Map<String, Object> configuration,
      Consumer<String> notes) {
    this.refinement = refinement;
    this.context = context;
    this.recorder = ManifestRecorder.start(command, configuration, context);
    this.notes = notes;
  }

  /** Compares what goes in and what comes out with a reference, if there is one. */
  public ModelRun checkedAgainst(Optional<ReferenceCheck> reference) {
    check = reference;
    return this;
  }

  /**
   * Runs.
   *
   * @param input the file that was read
   * @param image its slices to work on
   * @param data what to agree with, if steps towards it were asked for
   * @throws IOException if an output cannot be written
   */
  public void run(OfVolume input, Volume image, Optional<Data> data, Target target)
      throws IOException {
    InputDigests.record(recorder, input.path());
    if (data.isEmpty()) {
      Volume made = refinement.apply(image, context, recorder);
      compare(image, made);
      write(made, input, target, "none", Torch.description());
      return;
    }
    Data measured = data.get();
    InputDigests.record(recorder, measured.file());
    try (Backend backend = Backends.select(measured.backendId(), context)) {
      Volume made = made(image, measured, backend);
      Volume agreed =
          refinement.consistent(
              made, measured.sinogram(), measured.water(), backend, context, recorder, notes);
      compare(image, agreed);
      write(agreed, input, target, backend.id(), backend.device());
    }
  }

  private Volume made(Volume image, Data measured, Backend backend) {
    if (measured.guidance() == 0) {
      return refinement.apply(image, context, recorder);
    }
    return refinement.applyGuided(
        image,
        ConsistencyStep.standard(measured.guidance()),
        measured.sinogram(),
        measured.water(),
        backend,
        context,
        recorder);
  }

  private void compare(Volume before, Volume after) throws IOException {
    if (check.isPresent()) {
      notes.accept("note: " + check.get().compare(before, after, recorder, context));
    }
  }

  private void write(Volume volume, OfVolume input, Target target, String backend, String device)
      throws IOException {
    String description = refinement.model().card().name();
    Outputs.replacing(
        target.out(),
        target.overwrite(),
        () ->
            Outputs.write(volume, target.out(), target.kind(), input.dicom(), description, context)
                .forEach(warning -> notes.accept("note: " + warning)));
    if (target.kind() != OutputKind.PNG) {
      QuickLook.write(volume, QuickLook.beside(target.out()));
    }
    recorder.finish(backend, device).write(Manifest.beside(target.out()));
  }
}
