using Hanbeam.Dicom.Codec;
using Hanbeam.Dicom.Ct;
using Hanbeam.Dicom.Network;
using Hanbeam.Dicom.RtStructureSet;
using Hanbeam.Numerics.Work;
using Hanbeam.Treatment.Imaging;

namespace Hanbeam.Fuzzing;

/// <summary>What is fuzzed. An input may be refused with <see cref="InputException"/>; anything else that is thrown is a fault of ours.</summary>
internal static class FuzzTargets
{
    // Files of a case lie one behind the other, each behind its length.
    private const int LengthBytes = 3;

    internal static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("dataset", ReadDataSet, FuzzSeeds.Files),
        new("importer", Import, () => FuzzSeeds.Cases().Select(Join)),
        new("network", input => NetworkReader.Serve(input), NetworkSeeds.Conversations),
    ];

    internal static FuzzTarget Find(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new InputException($"There is no fuzz target {name}; there are {string.Join(", ", All.Select(target => target.Name))}.");

    /// <summary>Why an input is refused as a whole; empty where it is read.</summary>
    internal static string RefusalOf(string name, ReadOnlyMemory<byte> input)
    {
        try
        {
            if (name == "network") return NetworkReader.Serve(input);
            if (name == "importer") DicomCaseReader.Read(Split(input).Select(bytes => DicomFile.Parse(bytes, "seed.dcm")), new CtChoice { Slices = UnevenSlices.Interpolate });
            else if (DicomFile.Parse(input, "seed.dcm") is { } file && file.DataSet.Find(DicomTags.PixelData) is not null) file.NativePixels();
            return "";
        }
        catch (InputException error)
        {
            return error.Message;
        }
    }

    /// <summary>Files of one case as one input.</summary>
    internal static byte[] Join(IEnumerable<byte[]> files)
    {
        using var all = new MemoryStream();
        foreach (var file in files)
        {
            all.Write([(byte)file.Length, (byte)(file.Length >> 8), (byte)(file.Length >> 16)]);
            all.Write(file);
        }

        return all.ToArray();
    }

    // Reads a file, then every value in every way, then its pixels; what was read is written, and what is written comes back to the byte.
    private static void ReadDataSet(ReadOnlyMemory<byte> input) => Refusable(() =>
    {
        var file = DicomFile.Parse(input, "fuzz.dcm");
        Visit(file.DataSet);
        Refusable(() => file.NativePixels());
        Rewrite(file);
    });

    private static void Visit(DicomDataSet set)
    {
        foreach (var element in set.Elements)
        {
            set.Texts(element.Tag);
            Refusable(() => set.Numbers(element.Tag));
            foreach (var item in set.Items(element.Tag)) Visit(item);
        }
    }

    private static void Rewrite(DicomFile file)
    {
        var compressed = file.DataSet.Find(DicomTags.PixelData)?.Fragments is not null;
        var syntax = compressed ? new TransferSyntax(DicomUids.RleLossless, IsEncapsulated: true) : TransferSyntax.ExplicitLittleEndian;
        var first = Write(file.DataSet, syntax);
        var second = Write(DicomFile.Parse(first, "again.dcm").DataSet, syntax);
        if (!first.AsSpan().SequenceEqual(second)) throw new InvalidOperationException("what was written does not come back to the byte");
    }

    private static byte[] Write(DicomDataSet set, TransferSyntax syntax)
    {
        using var stream = new MemoryStream();
        DicomFile.Write(stream, set, syntax);
        return stream.ToArray();
    }

    private static void Import(ReadOnlyMemory<byte> input)
    {
        var files = Split(input).ToList();
        foreach (var slices in new[] { UnevenSlices.Refuse, UnevenSlices.Interpolate })
            Refusable(() => DicomCaseReader.Read(files.Select(bytes => DicomFile.Parse(bytes, "fuzz.dcm")), new CtChoice { Slices = slices }));
        foreach (var bytes in files) Refusable(() => new RtStructureSetReader(DicomFile.Parse(bytes, "fuzz.dcm"), []).Read());
    }

    /// <summary>The inputs that were joined.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Split(ReadOnlyMemory<byte> input)
    {
        while (input.Length >= LengthBytes)
        {
            var length = input.Span[0] | input.Span[1] << 8 | input.Span[2] << 16;
            input = input[LengthBytes..];
            length = Math.Min(length, input.Length);
            yield return input[..length];
            input = input[length..];
        }
    }

    private static void Refusable(Action action)
    {
        try
        {
            action();
        }
        catch (InputException)
        {
            // A refusal is what damaged bytes deserve.
        }
    }
}
