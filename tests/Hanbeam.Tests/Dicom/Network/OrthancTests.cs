using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Hanbeam.Dicom.RtIonPlan;
using Hanbeam.Numerics.Work;
using Hanbeam.Tests.Dicom.RtIonPlan;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>A real PACS takes a whole plan and gives it back, attribute by attribute.</summary>
public sealed class OrthancTests
{
    private static WorkContext Work => WorkContext.Default with { Cancellation = TestContext.Current.CancellationToken };

    [Fact]
    public async Task Dimse_WholePlan_ComesBackTheSame()
    {
        using var folder = new TemporaryFolder();
        var files = WrittenPlan.Write(folder["plan"]);
        await using var provider = StoreProvider.Start(LocalNodes.Self, folder["received"], new StoreProviderSettings());
        await using var orthanc = await Orthanc.StartAsync(folder["orthanc"], ("HANBEAM", provider.Port));
        var user = new DimseUser(orthanc.Node, LocalNodes.Self);

        await user.EchoAsync(Work.Cancellation);
        Assert.All(await user.SendAsync(files, Work), one => Assert.True(one.IsStored, one.Message));
        await AssertFoundAsync(query => user.FindAsync(query, Work.Cancellation), files.Length);
        var moved = await user.MoveAsync(new DicomQuery { StudyInstanceUid = WrittenPlan.StudyInstanceUid }, "HANBEAM", Work);

        Assert.Equal(new MovedObjects(files.Length, 0, 0), moved);
        AssertSameObjects(files, Directory.GetFiles(folder["received"]));
    }

    [Fact]
    public async Task DicomWeb_WholePlan_ComesBackTheSame()
    {
        using var folder = new TemporaryFolder();
        var files = WrittenPlan.Write(folder["plan"]);
        await using var orthanc = await Orthanc.StartAsync(folder["orthanc"]);
        using var user = new DicomWebUser(orthanc.Node);

        Assert.All(await user.SendAsync(files, Work), one => Assert.True(one.IsStored, one.Message));
        await AssertFoundAsync(query => user.FindAsync(query, Work.Cancellation), files.Length);
        var received = await user.FetchAsync(new DicomQuery { StudyInstanceUid = WrittenPlan.StudyInstanceUid }, folder["received"], Work);

        Assert.Equal(files.Length, received.Count);
        AssertSameObjects(files, Directory.GetFiles(folder["received"]));
        var nowhere = await Assert.ThrowsAsync<InputException>(() => user.FetchAsync(new DicomQuery { StudyInstanceUid = "1.2.3.4.5" }, folder["nowhere"], Work));
        Assert.Contains("WADO-RS with 404", nowhere.Message);
    }

    private static async Task AssertFoundAsync(Func<DicomQuery, Task<IReadOnlyList<DicomMatch>>> find, int files)
    {
        var identity = WrittenCaseTests.SmallCase().Identity;
        var study = Assert.Single(await find(new DicomQuery { PatientId = identity.PatientId }));
        Assert.Equal((WrittenPlan.StudyInstanceUid, identity.PatientName), (study.StudyInstanceUid, study.PatientName));
        Assert.Empty(await find(new DicomQuery { PatientId = "nobody" }));
        var series = await find(new DicomQuery { Level = DicomQueryLevel.Series, StudyInstanceUid = WrittenPlan.StudyInstanceUid });
        Assert.Equal(["CT", "RTDOSE", "RTDOSE", "RTPLAN", "RTSTRUCT"], series.Select(one => one.Modality).Order());
        var plan = series.Single(one => one.Modality == "RTPLAN");
        var image = new DicomQuery { Level = DicomQueryLevel.Image, StudyInstanceUid = WrittenPlan.StudyInstanceUid, SeriesInstanceUid = plan.SeriesInstanceUid };
        Assert.NotEmpty(Assert.Single(await find(image)).SopInstanceUid);
        Assert.True(files > series.Count);
    }

    // Byte for byte is more than the standard promises: a PACS may write lengths in another way. Every attribute must be the same.
    private static void AssertSameObjects(IReadOnlyList<string> sent, IReadOnlyList<string> received)
    {
        var back = received.ToDictionary(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPInstanceUID));
        Assert.Equal(sent.Count, back.Count);
        foreach (var path in sent)
        {
            var expected = DicomFile.Read(path).DataSet;
            Assert.Equal(Encoded(expected), Encoded(DicomFile.Read(back[expected.Text(DicomTags.SOPInstanceUID)]).DataSet));
        }

        var plan = back.Values.Single(path => DicomFile.Read(path).DataSet.Text(DicomTags.SOPClassUID) == DicomUids.RtIonPlanStorage);
        Assert.Equal(RtIonPlanTests.SmallPlan().Beams.Select(beam => beam.Particles), RtIonPlanReader.Read(plan).Beams.Select(beam => beam.Particles));
    }

    private static byte[] Encoded(DicomDataSet set)
    {
        using var stream = new MemoryStream();
        DicomEncoder.Write(stream, set);
        return stream.ToArray();
    }
}
