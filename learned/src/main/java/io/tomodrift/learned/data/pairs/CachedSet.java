package io.tomodrift.learned.data.pairs;

import io.tomodrift.formats.volume.VolumeFiles;
import io.tomodrift.geometry.error.FormatException;
import io.tomodrift.geometry.error.ResourceException;
import io.tomodrift.geometry.run.RunContext;
import io.tomodrift.geometry.stack.Volume;
import io.tomodrift.learned.data.CaseSet;
import io.tomodrift.learned.data.TrainingCase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A complete set of pairs on disk.
 *
 * @param folder where it is
 * @param cases its cases, in the order they were asked for
 * @param sha256 digest of the recipe and of every case's name, subject and values, in the order of
 *     names: what model files call the digest of their training data
 */
public record CachedSet(Path folder, List<CachedCase> cases, String sha256) {

  /** Copies the list. */
  public CachedSet {
    cases = List.copyOf(cases);
  }

  /** Who is in it, sorted. */
  public NavigableSet<String> subjects() {
    return cases.stream().map(CachedCase::subject).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Reads all cases of some subjects and checks them against their digests.
   *
   * @throws IOException if a file cannot be read
   * @throws FormatException if a file is damaged, or not the one that was made
   * @throws ResourceException if they exceed the memory budget
   */
  public CaseSet load(Set<String> subjects, RunContext context) throws IOException {
    List<CachedCase> wanted =
        cases.stream().filter(one -> subjects.contains(one.subject())).toList();
    List<TrainingCase> loaded = new ArrayList<>();
    long bytes = 0;
    for (CachedCase one : wanted) {
      context.checkCancelled();
      TrainingCase made = load(one);
      bytes += made.bytes();
      if (bytes > context.memoryBudgetBytes()) {
        throw new ResourceException(
            "%s: %d of %d cases take %.2f GB, more than the memory budget of %.2f GB; use fewer cases or give more memory"
                .formatted(
                    folder,
                    loaded.size() + 1,
                    wanted.size(),
                    bytes * 1e-9,
                    context.memoryBudgetBytes() * 1e-9));
      }
      loaded.add(made);
      context.progress().progress("read pairs", loaded.size(), wanted.size());
    }
    return new CaseSet(loaded);
  }

  private static TrainingCase load(CachedCase one) throws IOException {
    Volume input = VolumeFiles.standard().read(one.folder().resolve(CachedCase.INPUT)).volume();
    Volume target = VolumeFiles.standard().read(one.folder().resolve(CachedCase.TARGET)).volume();
    String found = Digests.ofVolumes(input, target);
    if (!found.equals(one.sha256())) {
      throw new FormatException(
          "%s: input and target are not those that were made: their digest is %s, the record says %s; delete the folder to make them again"
              .formatted(one.folder(), found, one.sha256()));
    }
    return new TrainingCase(
        one.id(),
        one.subject(),
        one.kind(),
        input,
        target,
        ifThere(one.folder().resolve(CachedCase.SINOGRAM)),
        ifThere(one.folder().resolve(CachedCase.IODINE)));
  }

  private static Optional<Path> ifThere(Path file) {
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }
}
