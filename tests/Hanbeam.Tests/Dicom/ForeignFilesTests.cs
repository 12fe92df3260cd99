using System.Text.Json;
using Hanbeam.Dicom.Check;
using Hanbeam.Dicom.Codec;
using Hanbeam.Numerics.Work;
using Xunit;

namespace Hanbeam.Tests.Dicom;

/// <summary>Other people's files: every one is read or refused with a reason, and what is read agrees with pydicom.</summary>
public sealed class ForeignFilesTests
{
    private const string Pydicom = "/usr/lib/python3/dist-packages/pydicom/data";

    // Files that another program can read and Hanbeam refuses, each with why.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["MR_truncated.dcm"] = "cut off in its pixels",
        ["rtplan_truncated.dcm"] = "cut off in a sequence",
        ["DICOMDIR-nooffset"] = "an item is longer than what is left of its sequence",
        ["meta_missing_tsyntax.dcm"] = "its first attribute is private, so the syntax cannot be told",
        ["no_meta.dcm"] = "its first attribute is broken",
    };

    [Fact]
    public void Check_EverySharedFile_HasAVerdict()
    {
        var report = DicomChecker.Run(SharedData.Path("cases"), WorkContext.Default);

        Assert.DoesNotContain(report.Files, file => file.Status == DicomFileStatus.Error);
        // The five patients and the phantom; the ion plans come without a CT.
        Assert.Equal(6, report.Series.Count);
        Assert.All(report.Series, series => Assert.Equal((1, ""), (series.StructureSets.Count, series.Problem)));
    }

    [Fact]
    public void Check_EveryFileOfPydicom_IsReadOrRefusedWithAReason()
    {
        Assert.SkipUnless(Directory.Exists(Pydicom), "pydicom's files (Debian's python3-pydicom) are not installed");

        var report = DicomChecker.Run(Pydicom, WorkContext.Default);

        Assert.All(report.Files, file => Assert.NotEmpty(file.Kind));
        Assert.All(report.Files.Where(file => file.Status == DicomFileStatus.Error), file => Assert.NotEmpty(Assert.Single(file.Problems)));
        var unread = report.Files.Where(file => (file.Path.EndsWith(".dcm", StringComparison.Ordinal) || file.Kind == "Media Storage Directory") && !IsRead(file.Path)).Select(file => Path.GetFileName(file.Path));
        Assert.Equal(Refused.Keys.Order(), unread.Order());
    }

    // The text of every attribute that pydicom decodes, top level: names in all character sets, numbers as text.
    [Fact]
    public async Task Texts_OfEveryFileOfPydicom_AreThose()
    {
        Assert.SkipUnless(Directory.Exists(Pydicom), "pydicom's files (Debian's python3-pydicom) are not installed");
        const string Script = """
            import json, pathlib, sys, warnings
            warnings.simplefilter('ignore')
            from pydicom import dcmread
            found = {}
            for path in sorted(pathlib.Path(sys.argv[1]).rglob('*.dcm')):
                try:
                    data = dcmread(path)
                    data.decode()
                    found[str(path)] = {f'{e.tag:08X}'[-8:]: [str(v) for v in (e.value if e.VM > 1 else [e.value])] for e in data if e.VR in ('PN', 'LO', 'SH', 'CS', 'UI', 'DA') and e.value}
                except Exception:
                    pass
            print(json.dumps(found))
            """;
        var run = await ToolRun.Start("/usr/bin/python3", ["-c", Script, Pydicom]);
        Assert.True(run.Code == 0, run.Error);
        var compared = 0;
        foreach (var (path, attributes) in JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, string[]>>>(run.Output)!)
        {
            if (Refused.ContainsKey(Path.GetFileName(path))) continue;
            var set = DicomFile.Read(path).DataSet;
            foreach (var (tag, expected) in attributes)
            {
                var values = set.Texts(new DicomTag(Convert.ToUInt16(tag[..4], 16), Convert.ToUInt16(tag[4..], 16)));
                Assert.True(expected.Select(Plain).SequenceEqual(values.Select(Plain)), $"{path} {tag}: {string.Join('|', expected)} in pydicom and {string.Join('|', values)} here");
                compared++;
            }
        }

        Assert.True(compared > 1000, $"{compared} attributes were compared");
    }

    // pydicom drops empty groups at the end of a name.
    private static string Plain(string text) => text.TrimEnd('=', '^', ' ');

    private static bool IsRead(string path)
    {
        try
        {
            return DicomFile.IsDicom(path) && DicomFile.Read(path).DataSet.Elements.Count > 0;
        }
        catch (InputException)
        {
            return false;
        }
    }
}
