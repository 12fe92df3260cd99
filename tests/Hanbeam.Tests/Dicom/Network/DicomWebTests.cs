using System.Text;
using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Network;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom.Network;

/// <summary>DICOMweb with servers that fail, lie or ask for more than Orthanc does.</summary>
public sealed class DicomWebTests
{
    private const string OneStudy = """[{ "00100010": { "vr": "PN", "Value": [ { "Alphabetic": "Kim^Minjun", "Ideographic": "金^民俊" } ] }, "0020000D": { "vr": "UI", "Value": [ "1.2.3" ] }, "00080061": { "vr": "CS", "Value": [ "CT", "RTPLAN" ] }, "00201208": { "vr": "IS", "Value": [ 17 ] }, "00081030": { "vr": "LO" } }]""";

    private static WorkContext Work => WorkContext.Default with { Cancellation = TestContext.Current.CancellationToken };

    [Fact]
    public async Task Find_AfterAServiceThatWasBusy_TriesAgain()
    {
        await using var web = new FakeWeb(null, FakeWeb.Answer("503 Service Unavailable", "text/plain", "starting"), FakeWeb.Answer("200 OK", "application/dicom+json", OneStudy));
        using var user = new DicomWebUser(web.Node with { Retries = 1 });
        var study = Assert.Single(await user.FindAsync(new DicomQuery { PatientName = "Kim*", StudyDate = "20260101-20261231" }, Work.Cancellation));
        Assert.Equal(("Kim^Minjun", "1.2.3", "CT\\RTPLAN", "17", ""), (study.PatientName, study.StudyInstanceUid, study.Modality, study.Instances, study.StudyDescription));
        Assert.Equal(2, web.Heads.Count);
        Assert.StartsWith("GET /dicom-web/studies?PatientName=Kim%2A&StudyDate=20260101-20261231&includefield=StudyDescription HTTP/1.1", web.Heads[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WithUserAndSecret_SendsThem()
    {
        await using var web = new FakeWeb(null, FakeWeb.Answer("204 No Content", "text/plain", ""));
        using (var user = new DicomWebUser(web.Node with { WebUser = "physics", WebSecret = "secret" })) Assert.Empty(await user.FindAsync(new DicomQuery(), Work.Cancellation));
        using (var user = new DicomWebUser(web.Node with { WebSecret = "token" })) Assert.Empty(await user.FindAsync(new DicomQuery(), Work.Cancellation));
        Assert.Contains("Authorization: Basic " + Convert.ToBase64String("physics:secret"u8), web.Heads[0]);
        Assert.Contains("Authorization: Bearer token", web.Heads[1]);
    }

    public static TheoryData<string, string, string, string> Refusals => new()
    {
        { "401 Unauthorized", "text/plain", "no", "refuses QIDO-RS with 401 Unauthorized: no." },
        { "200 OK", "text/html", "<html>", "something that is no JSON" },
        { "200 OK", "application/dicom+json", "{}", "something that is no list" },
        { "302 Found", "text/plain", "", "refuses QIDO-RS with 302" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Find_AnswerThatIsNone_SaysSo(string status, string type, string body, string expected)
    {
        await using var web = new FakeWeb(null, FakeWeb.Answer(status, type, body));
        using var user = new DicomWebUser(web.Node);
        Assert.Contains(expected, (await Assert.ThrowsAsync<InputException>(() => user.FindAsync(new DicomQuery(), Work.Cancellation))).Message);
    }

    [Fact]
    public async Task Find_ServerThatIsSilent_EndsAtTheTimeLimit()
    {
        await using var web = new FakeWeb(null, Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n"));
        using var user = new DicomWebUser(web.Node with { Timeout = TimeSpan.FromSeconds(0.3) });
        Assert.Contains("archive (", (await Assert.ThrowsAsync<InputException>(() => user.FindAsync(new DicomQuery(), Work.Cancellation))).Message);
    }

    [Fact]
    public async Task Fetch_Parts_BecomeFiles()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder["a"]);
        SmallStudy.WriteCt(folder["b"], [0]);
        string[] files = [folder["a", "structures.dcm"], Directory.GetFiles(folder["b"]).Single()];
        await using var web = new FakeWeb(null, Multipart(files.Select(File.ReadAllBytes)));
        using var user = new DicomWebUser(web.Node);
        var received = await user.FetchAsync(new DicomQuery { StudyInstanceUid = "1.2.3" }, folder["out"], Work);
        Assert.Equal(files.Select(File.ReadAllBytes), received.Select(one => File.ReadAllBytes(one.Path)));
        Assert.Equal(2, Directory.GetFiles(folder["out"]).Length);
    }

    [Fact]
    public async Task Fetch_ObjectOfAClassThatWeDoNotReceive_IsKept()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder["a"], set => set.Set(DicomTags.SOPClassUID, "1.2.840.10008.5.1.4.1.1.104.1")); // Encapsulated PDF
        await using var web = new FakeWeb(null, Multipart([File.ReadAllBytes(folder["a", "structures.dcm"])]));
        using var user = new DicomWebUser(web.Node);
        var received = Assert.Single(await user.FetchAsync(new DicomQuery { StudyInstanceUid = "1.2.3" }, folder["out"], Work));
        Assert.Equal("OBJECT_1.2.3.9.dcm", Path.GetFileName(received.Path));
        Assert.True(File.Exists(received.Path));
    }

    // Ten pieces, 0.15 s apart, are 1.5 s: longer than the limit, and never silent for so long.
    [Fact]
    public async Task Find_SlowAnswerThatGoesOn_IsWaitedFor()
    {
        await using var web = new FakeWeb(null, FakeWeb.Answer("200 OK", "application/dicom+json", OneStudy)) { Pause = TimeSpan.FromSeconds(0.15) };
        using var user = new DicomWebUser(web.Node with { Timeout = TimeSpan.FromSeconds(1) });
        Assert.Single(await user.FindAsync(new DicomQuery(), Work.Cancellation));
    }

    [Theory]
    [InlineData("http://archive.example.org/dicom-web", false, false)]
    [InlineData("http://archive.example.org/dicom-web", true, true)]
    [InlineData("https://archive.example.org/dicom-web", false, true)]
    [InlineData("http://127.0.0.1:8042/dicom-web", false, true)]
    public void User_SecretOverPlainHttp_IsRefusedUnlessAllowed(string address, bool isAllowed, bool works)
    {
        var node = new DicomNode { Name = "archive", Web = new Uri(address), WebSecret = "token", SendsSecretInClear = isAllowed };
        var error = Record.Exception(() => new DicomWebUser(node).Dispose());
        Assert.Equal(works, error is null);
        if (!works) Assert.Contains("which everybody on the way could read", Assert.IsType<InputException>(error).Message);
    }

    public static TheoryData<byte[], string> BrokenParts => new()
    {
        { FakeWeb.Answer("200 OK", "application/dicom", "DICM"), "where several objects in parts are expected" },
        { FakeWeb.Answer("200 OK", "multipart/related; boundary=B", "--B\r\n\r\nno DICOM\r\n--B--"), "sent a part that is no DICOM file" },
        { FakeWeb.Answer("200 OK", "multipart/related; boundary=B", "--B\r\n\r\ncut off"), "ended its answer inside a part" },
        { FakeWeb.Answer("200 OK", "multipart/related; boundary=B", ""), "ended its answer inside a part" },
        { FakeWeb.Answer("200 OK", "multipart/related; boundary=B", "--B" + new string('x', 20_000)), "headers are longer than" },
    };

    [Theory]
    [MemberData(nameof(BrokenParts))]
    public async Task Fetch_BrokenAnswer_SaysSoAndLeavesNothing(byte[] answer, string expected)
    {
        using var folder = new TemporaryFolder();
        await using var web = new FakeWeb(null, answer);
        using var user = new DicomWebUser(web.Node);
        Assert.Contains(expected, (await Assert.ThrowsAsync<InputException>(() => user.FetchAsync(new DicomQuery { StudyInstanceUid = "1.2.3" }, folder["out"], Work))).Message);
        Assert.True(!Directory.Exists(folder["out"]) || Directory.GetFiles(folder["out"]).Length == 0);
    }

    [Fact]
    public async Task Send_ObjectThatIsRefused_SaysWhy()
    {
        using var folder = new TemporaryFolder();
        SmallStudy.WriteStructures(folder.Path);
        const string Refusal = """{ "00081198": { "vr": "SQ", "Value": [ { "00081197": { "vr": "US", "Value": [ 43264 ] } } ] } }""";
        await using var web = new FakeWeb(null, FakeWeb.Answer("409 Conflict", "application/dicom+json", Refusal));
        using var user = new DicomWebUser(web.Node);
        var sent = Assert.Single(await user.SendAsync([folder["structures.dcm"]], Work));
        Assert.Equal((false, "the data set does not match its class (status A900)"), (sent.IsStored, sent.Message)); // 43264 = A900
    }

    [Fact]
    public async Task Find_ThroughTls_WantsTheAuthority()
    {
        using var folder = new TemporaryFolder();
        var tls = TestCertificates.Write(folder.Path);
        await using var web = new FakeWeb(tls, FakeWeb.Answer("200 OK", "application/dicom+json", OneStudy));
        using (var user = new DicomWebUser(web.Node with { Tls = tls })) Assert.Single(await user.FindAsync(new DicomQuery(), Work.Cancellation));
        using (var user = new DicomWebUser(web.Node)) Assert.Contains("does not agree on TLS", (await Assert.ThrowsAsync<InputException>(() => user.FindAsync(new DicomQuery(), Work.Cancellation))).Message);
    }

    [Fact]
    public void Fetch_WithoutAStudy_IsRefused()
    {
        using var user = new DicomWebUser(new DicomNode { Name = "archive", Web = new Uri("http://localhost") });
        Assert.Throws<InputException>(() => { _ = user.FetchAsync(new DicomQuery(), "out", Work); });
    }

    private static byte[] Multipart(IEnumerable<byte[]> parts)
    {
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write("--hanbeam-B\r\nContent-Type: application/dicom\r\n\r\n"u8);
            body.Write(part);
            body.Write("\r\n"u8);
        }

        body.Write("--hanbeam-B--\r\n"u8);
        return FakeWeb.Answer("200 OK", "multipart/related; type=\"application/dicom\"; boundary=\"hanbeam-B\"", body.ToArray());
    }
}
