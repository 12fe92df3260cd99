using Hanbeam.Dicom.Check;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.RtDose;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.App;
using Hanbeam.Tests.Dicom.RtIonBeamsTreatmentRecord;
using Xunit;

namespace Hanbeam.Tests.Dicom.Check;

public sealed class DicomCheckerTests
{
    [Fact]
    public void Run_SmallStudy_SaysOfEveryFileWhatItIsAndBelongsTo()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteGood(folder.Path);
        File.WriteAllText(folder["notes.txt"], "not DICOM");
        File.WriteAllText(folder["broken.dcm"], "not DICOM");

        var report = DicomChecker.Run(folder.Path, WorkContext.Default);

        Assert.Equal(7, report.Files.Count);
        var slice = report.Files.Single(file => file.Path == folder["1.2.3.5-2.dcm"]);
        Assert.Equal((DicomFileStatus.Ok, "CT Image", "4 × 3 at z = 4 mm", "1.2.3.5.3"), (slice.Status, slice.Kind, slice.Content, slice.SopInstanceUid));
        Assert.Equal(["series 1.2.3.5"], slice.BelongsTo);
        Assert.Equal(DicomFileStatus.Ignored, report.Files.Single(file => file.Path == folder["notes.txt"]).Status);
        Assert.Equal("It is no DICOM in spite of its name.", Assert.Single(report.Files.Single(file => file.Path == folder["broken.dcm"]).Problems));
        var series = Assert.Single(report.Series);
        Assert.Equal(("4 × 3 × 4 voxels of 1.25 × 1.5 × 2 mm, HFS", ""), (series.Geometry, series.Problem));
        Assert.True(report.HasErrors);
    }

    [Fact]
    public void Run_StructureSet_TellsEmptyExternalAndBetterNames()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path, set =>
        {
            set.SetItems(DicomTags.StructureSetROISequence, new[] { (7, "Body"), (8, "Couch"), (9, "Lt Lung") }.Select(roi => Item(item =>
            {
                item.Set(DicomTags.ROINumber, roi.Item1);
                item.Set(DicomTags.ROIName, roi.Item2);
            })));
            set.SetItems(DicomTags.ROIContourSequence, new[] { 7, 8 }.Select(number => Item(item =>
            {
                item.Set(DicomTags.ReferencedROINumber, number);
                item.SetItem(DicomTags.ContourSequence, contour =>
                {
                    contour.Set(DicomTags.ContourGeometricType, "CLOSED_PLANAR");
                    contour.Set(DicomTags.ContourData, 0, 0, 0, 1, 0, 0, 1, 1, 0);
                });
            })));
            set.SetItems(DicomTags.RTROIObservationsSequence, new[] { 7, 8 }.Select(number => Item(item =>
            {
                item.Set(DicomTags.ReferencedROINumber, number);
                item.Set(DicomTags.RTROIInterpretedType, "EXTERNAL");
            })));
        });

        var verdict = Assert.Single(DicomChecker.Run(folder["structures.dcm"], WorkContext.Default).Files);

        Assert.Equal(DicomFileStatus.Warning, verdict.Status);
        Assert.Equal(
            [
                "1 structure(s) have no contours and stay empty: Lt Lung.",
                "2 structures are of type EXTERNAL (Body, Couch); a plan needs one.",
                "It does not say which series the structures are drawn on; the frame of reference decides.",
            ],
            verdict.Warnings);
        Assert.Equal(["'Body' is External in the nomenclature of TG-263.", "'Lt Lung' is Lung_L in the nomenclature of TG-263."], verdict.Hints);
    }

    [Fact]
    public void Run_Let_IsNoDose()
    {
        using var folder = new TemporaryFolder();
        RtDoseWriter.Write(folder["let.dcm"], WrittenCaseTests.Dose(), new RtDoseContent { Type = RtDoseType.Let, PlanSopInstanceUid = "2.25.1" }, WrittenCaseTests.SmallCase(), WrittenCaseTests.Stamp);
        Assert.Equal("PLAN dose-averaged LET, 4 × 5 × 3 voxels, at most 3 keV/µm", Assert.Single(DicomChecker.Run(folder["let.dcm"], WorkContext.Default).Files).Content);
    }

    [Fact]
    public void Run_TreatmentRecord_IsReadAndTellsWhatItsSpotsDoNotAddUpTo()
    {
        using var folder = new TemporaryFolder();
        TreatmentRecordTests.Write(folder["record.dcm"], delivered: 80_000);
        var verdict = Assert.Single(DicomChecker.Run(folder["record.dcm"], WorkContext.Default).Files);
        Assert.Equal((DicomFileStatus.Warning, "RT Ion Beams Treatment Record", "'generic' on 20261122, beam 2 59000 NP in fraction 3"), (verdict.Status, verdict.Kind, verdict.Content));
        Assert.Contains("add up to 59000", Assert.Single(verdict.Warnings));
        Assert.Equal(["plan 2.25.77, which is not here"], verdict.BelongsTo);

        TreatmentRecordTests.Write(folder["record.dcm"], hasSpots: false);
        Assert.Equal(DicomFileStatus.Error, Assert.Single(DicomChecker.Run(folder["record.dcm"], WorkContext.Default).Files).Status);
    }

    [Fact]
    public void Run_PlanAndDoses_AreResolvedToEachOther()
    {
        var folder = SharedData.Path("cases", "ionplan_samples", "raystation_2field");

        var files = DicomChecker.Run(folder, WorkContext.Default).Files;

        var plan = Assert.Single(files, file => file.Kind == "RT Ion Plan");
        var structures = Assert.Single(files, file => file.Kind == "RT Structure Set");
        Assert.Equal(["structure set " + structures.Path], plan.BelongsTo);
        Assert.All(files.Where(file => file.Kind == "RT Dose"), dose => Assert.Equal(["plan " + plan.Path], dose.BelongsTo));
        Assert.DoesNotContain(files, file => file.Status == DicomFileStatus.Error);
    }

    [Fact]
    public async Task Check_ForPeopleAndAsJson_EndsWithTheInputsFaultWhereAFileIsRefused()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteCt(folder.Path, [0, 2, 4, 30]);

        var text = await CommandLineRunner.Run("dicom", "check", folder.Path);
        var json = await CommandLineRunner.Run("dicom", "check", folder.Path, "--json");

        Assert.Equal((2, 2), (text.Code, json.Code));
        Assert.Contains("ok       1.2.3.5-0.dcm  CT Image, 4 × 3 at z = 0 mm; of series 1.2.3.5", text.Out);
        Assert.Contains("4 images: refused. 12 CT slice(s) are missing between z = 4 and 30 mm", text.Out);
        Assert.Contains("4 files: 4 ok, 0 with warnings, 0 ignored, 0 refused", text.Out);
        using var document = System.Text.Json.JsonDocument.Parse(json.Out);
        Assert.Equal("hanbeam-dicom-check/1", document.RootElement.GetProperty("schema").GetString());
        Assert.Equal(4, document.RootElement.GetProperty("counts").GetProperty("ok").GetInt32());
        Assert.Equal("1.2.3.5.1", document.RootElement.GetProperty("files")[0].GetProperty("sopInstanceUid").GetString());
    }

    [Fact]
    public async Task Check_NoSuchPath_IsOneSentence()
    {
        var run = await CommandLineRunner.Run("dicom", "check", "/no/such/folder");
        Assert.Equal(2, run.Code);
        Assert.Equal(["hanbeam: /no/such/folder: there is no such file or folder."], run.ErrorLines);
    }

    private static DicomDataSet Item(Action<DicomDataSet> fill)
    {
        var item = new DicomDataSet();
        fill(item);
        return item;
    }
}
