using CsCheck;
using Hanbeam.Dicom.Codec;
using Xunit;

namespace Hanbeam.Tests.Dicom.Codec;

/// <summary>Data sets of any shape: what is written, read and written again is the same to the byte, in both representations.</summary>
public sealed class RoundTripTests
{
    private static readonly DicomVr[] Values = [.. Enum.GetValues<DicomVr>().Where(vr => vr != DicomVr.SQ)];

    // Groups behind the file meta information; every second one is private.
    private static readonly Gen<DicomTag> Tag = Gen.Select(Gen.UShort[0x0008, 0x7FDF], Gen.UShort[1, ushort.MaxValue]).Select((group, element) => new DicomTag(group, element));

    [Fact]
    public void Write_AnyDataSetReadAgain_IsTheSameToTheByte() => DataSet(depth: 3).Sample(set =>
    {
        foreach (var syntax in new[] { TransferSyntax.ExplicitLittleEndian, TransferSyntax.ImplicitLittleEndian })
        {
            var first = Write(set, syntax);
            Assert.Equal(first, Write(DicomFile.Parse(first, "again.dcm").DataSet, syntax));
        }
    });

    // Implicit files lose the representation of what the dictionary does not know, and nothing else.
    [Fact]
    public void Write_ImplicitThenExplicit_KeepsEveryValue() => DataSet(depth: 2).Sample(set =>
    {
        var read = DicomFile.Parse(Write(set, TransferSyntax.ImplicitLittleEndian), "implicit.dcm").DataSet;
        AssertSame(set, DicomFile.Parse(Write(read, TransferSyntax.ExplicitLittleEndian), "explicit.dcm").DataSet);
    });

    private static Gen<DicomDataSet> DataSet(int depth) => Element(depth).List[0, 6].Select(elements =>
    {
        var set = new DicomDataSet();
        foreach (var element in elements) set.Add(element);
        return set;
    });

    // Attributes whose representation the dictionary knows carry that one, for implicit files say no other.
    private static Gen<DicomElement> Element(int depth)
    {
        var value = Gen.Select(Tag, Gen.Int[0, Values.Length - 1].Select(i => Values[i]), Gen.Byte.Array[0, 40]).Where((tag, _, _) => Known(tag) != DicomVr.SQ)
            .Select((tag, vr, bytes) => new DicomElement(tag, Known(tag) == DicomVr.UN ? vr : Known(tag), bytes));
        if (depth == 0) return value;
        var sequence = DataSet(depth - 1).List[0, 3].Select(items => new DicomElement(DicomTags.StructureSetROISequence, items));
        // One in five is a sequence.
        return Gen.Int[0, 4].SelectMany(n => n == 0 ? sequence : value);
    }

    private static DicomVr Known(DicomTag tag) => DicomDictionary.VrOf(tag);

    private static void AssertSame(DicomDataSet expected, DicomDataSet actual)
    {
        Assert.Equal(expected.Elements.Select(element => element.Tag), actual.Elements.Select(element => element.Tag));
        foreach (var (before, after) in expected.Elements.Zip(actual.Elements))
        {
            Assert.Equal(before.Bytes.ToArray(), after.Bytes.ToArray()[..before.Bytes.Length]);
            foreach (var (item, again) in (before.Items ?? []).Zip(after.Items ?? [])) AssertSame(item, again);
        }
    }

    private static byte[] Write(DicomDataSet set, TransferSyntax syntax)
    {
        using var stream = new MemoryStream();
        DicomFile.Write(stream, set, syntax);
        return stream.ToArray();
    }
}
