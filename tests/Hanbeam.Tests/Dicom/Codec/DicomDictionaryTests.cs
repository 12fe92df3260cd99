using System.Reflection;
using Hanbeam.Dicom.Codec;
using Xunit;

namespace Hanbeam.Tests.Dicom.Codec;

public sealed class DicomDictionaryTests
{
    [Fact]
    public void EveryNamedTag_Has_TheKeywordOfTheStandard()
    {
        var named = typeof(DicomTags).GetFields(BindingFlags.Static | BindingFlags.NonPublic).Where(field => field.FieldType == typeof(DicomTag)).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, field => Assert.Equal(field.Name, DicomDictionary.KeywordOf((DicomTag)field.GetValue(null)!)));
    }

    [Theory]
    [InlineData(0x0028, 0x0106, "US", "SmallestImagePixelValue")] // US or SS
    [InlineData(0x7FE0, 0x0010, "OW", "PixelData")] // OB or OW
    [InlineData(0x6002, 0x3000, "OW", "OverlayData")] // the second group of overlays
    [InlineData(0x0008, 0x0000, "UL", "")] // a group length
    [InlineData(0x0029, 0x0010, "LO", "")] // a private creator
    [InlineData(0x0029, 0x1010, "UN", "")]
    public void Tag_OfAKind_HasItsRepresentation(int group, int element, string vr, string keyword)
    {
        var tag = new DicomTag((ushort)group, (ushort)element);
        Assert.Equal((vr, keyword), (DicomDictionary.VrOf(tag).ToString(), DicomDictionary.KeywordOf(tag)));
    }

    [Fact]
    public void Uid_OfTheStandard_HasItsName()
    {
        Assert.Equal("RT Ion Plan Storage", DicomDictionary.NameOf(DicomUids.RtIonPlanStorage));
        Assert.Equal("", DicomDictionary.NameOf("1.2.3"));
    }

    // DCMTK's dictionary is another transcription of the same tables. It keeps doubtful representations apart under letters of its own.
    [Fact]
    public void Dictionary_AgreesWith_AnotherTranscription()
    {
        var path = Directory.Exists("/usr/share") ? Directory.GetFiles("/usr/share", "dicom.dic", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 }).FirstOrDefault() : null;
        Assert.SkipWhen(path is null, "DCMTK's dicom.dic is not installed");
        var compared = 0;
        foreach (var line in File.ReadLines(path!).Where(line => line.Length > 11 && line[0] == '(' && line[5] == ',' && line[10] == ')'))
        {
            var parts = line.Split('\t');
            var tag = new DicomTag(Convert.ToUInt16(line[1..5], 16), Convert.ToUInt16(line[6..10], 16));
            if (!parts[4].StartsWith("DICOM", StringComparison.Ordinal) || DicomDictionary.KeywordOf(tag).Length == 0 || !Enum.TryParse<DicomVr>(parts[1], out var vr) || parts[2].StartsWith("RETIRED_", StringComparison.Ordinal)) continue;
            Assert.Equal($"{tag} {parts[2]} {vr}", $"{tag} {DicomDictionary.KeywordOf(tag)} {DicomDictionary.VrOf(tag)}");
            compared++;
        }

        Assert.True(compared > 3000, $"{compared} entries were compared");
    }
}
