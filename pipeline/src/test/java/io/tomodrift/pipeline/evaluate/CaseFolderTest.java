package io.tomodrift.pipeline.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tomodrift.pipeline.run.InputFailure;
import io.tomodrift.pipeline.run.UsageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFolderTest {

  @TempDir private Path folder;

  private void touch(String... names) throws IOException {
    for (String name : names) {
      Files.writeString(folder.resolve(name), name);
    }
  }

  @Test
  void casesAreNamedAfterTheirFiles() throws IOException {
    touch("b.nii.gz", "a.v2.mha", "c.npy", "d.npz", "e.mhd", "e.raw", "f.hdr", "f.img");
    touch("b.nii.gz.manifest.json", "b.nii.gz.png", ".hidden.nii", "words.docx");
    Files.createDirectory(folder.resolve("report"));
    CaseFolder cases = CaseFolder.of(folder);
    assertEquals(List.of("a.v2", "b", "c", "d", "e", "f"), List.copyOf(cases.cases().keySet()));
    assertEquals(List.of("report", "words.docx"), cases.skipped());
    assertFalse(cases.single());
  }

  @Test
  void aCaseMustNotBeThereTwice() throws IOException {
    touch("a.nii", "a.mha");
    InputFailure failure = assertThrows(InputFailure.class, () -> CaseFolder.of(folder));
    assertTrue(failure.getMessage().contains("a.mha and as a.nii"), failure.getMessage());
  }

  @Test
  void aFileIsOneCase() throws IOException {
    touch("a.nii");
    CaseFolder one = CaseFolder.of(folder.resolve("a.nii"));
    assertTrue(one.single());
    assertEquals(Map.of("a", folder.resolve("a.nii")), one.cases());
  }

  @Test
  void theFilesOfACaseAreAllItsHalves() throws IOException {
    touch("e.mhd", "e.raw", "f.hdr", "f.img");
    assertEquals(2, CaseFolder.filesOf(folder.resolve("e.mhd")).size());
    assertEquals(2, CaseFolder.filesOf(folder.resolve("f.hdr")).size());
    assertEquals(1, CaseFolder.filesOf(folder.resolve("e.raw")).size());
  }

  @Test
  void groupsTakeTheLongestPrefix() {
    Grouping grouping = Grouping.parse(List.of("real=r", "head=r_head", "more=x", "real=q"));
    Set<String> cases = new TreeSet<>(Set.of("r_1", "r_head_2", "q3", "x", "other"));
    Map<String, List<String>> groups = grouping.partition(cases);
    assertEquals(List.of("real", "head", "more", Grouping.OTHERS), List.copyOf(groups.keySet()));
    assertEquals(List.of("q3", "r_1"), groups.get("real"));
    assertEquals(List.of("r_head_2"), groups.get("head"));
    assertEquals(List.of("other"), groups.get(Grouping.OTHERS));
    assertThrows(InputFailure.class, () -> grouping.partition(Set.of("r")));
    assertThrows(UsageFailure.class, () -> Grouping.parse(List.of("a=p", "b=p")));
  }

  @Test
  void regionsAreCutAndChecked() {
    var volume = Fields.volume(3, 16, 0.5, (s, r, c) -> 100 * s + 10 * r + c);
    var part = Region.parse("2:5,:4,1:").cut(volume, "v");
    assertEquals(2, part.slices());
    assertEquals(3, part.stack().rows());
    assertEquals(4, part.stack().columns());
    assertEquals(100 + 20, part.stack().get(0, 0, 0));
    assertEquals(volume.frame().positionMm(1, 2, 0), part.frame().originMm());
    assertThrows(InputFailure.class, () -> Region.parse("0:17,:").cut(volume, "v"));
    for (String wrong : List.of("1:2", "2:1,:", "a:b,:", "-1:3,:", ":,:,:,:", "3,4")) {
      assertThrows(UsageFailure.class, () -> Region.parse(wrong), wrong);
    }
  }
}
