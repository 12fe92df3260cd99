using System.Text.Json;

namespace Hanbeam.Dose.BeamModels;

/// <summary>The entries of a machine file: which arrays an energy has, their shapes and types.</summary>
internal static class MachineFileEntries
{
    /// <summary>Names and bytes in the order of the file.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Of(BeamModel model)
    {
        var document = new MachineDocument
        {
            Schema = MachineDocument.CurrentSchema,
            Machine = model.Machine,
            Beams = [.. model.Energies.Select(Describe)],
        };
        yield return ("machine.json", [.. JsonSerializer.SerializeToUtf8Bytes(document, MachineFile.Json), (byte)'\n']);
        for (var i = 0; i < model.Energies.Count; i++)
        {
            foreach (var (name, bytes) in OfBeam(model.Energies[i])) yield return ($"{document.Beams[i].Folder}/{name}.npy", bytes);
        }
    }

    /// <summary>The arrays of one energy.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> OfBeam(EnergyBeamData beam)
    {
        var depths = beam.DepthMm.Length;
        yield return ("depth", NpyArray.Encode([depths], beam.DepthMm, "<f8"));
        yield return ("integral-dose", NpyArray.Encode([depths], beam.IntegralDose, "<f4"));
        yield return ("let", NpyArray.Encode([depths], beam.DoseAveragedLet, "<f4"));
        yield return ("weight", Stack(beam.Components.Select(c => c.Weight), depths));
        yield return ("sigma", Stack(beam.Components.Select(c => c.SigmaMm), depths));
        if (beam.Spectra is { } spectra)
        {
            yield return ("spectra-depth", NpyArray.Encode([spectra.DepthMm.Length], spectra.DepthMm, "<f8"));
            yield return ("spectra-energy-edges", NpyArray.Encode([spectra.EnergyEdgesMeVPerU.Length], spectra.EnergyEdgesMeVPerU, "<f8"));
            int[] shape = [spectra.Species.Count, spectra.DepthMm.Length, spectra.EnergyEdgesMeVPerU.Length - 1];
            yield return ("spectra", NpyArray.Encode(shape, System.Array.ConvertAll(spectra.IonsPerPrimary, v => (double)v), "<f2"));
        }

        if (beam.Kernels.Count > 0)
        {
            yield return ("alpha", Stack(beam.Kernels.Select(k => k.Alpha), depths));
            yield return ("beta", Stack(beam.Kernels.Select(k => k.Beta), depths));
        }
    }

    /// <summary>Puts one energy together from its arrays.</summary>
    /// <exception cref="FormatException">Shapes do not fit.</exception>
    public static EnergyBeamData Beam(BeamDocument document, double energyMeVPerU, Func<string, NpyArray> array)
    {
        var depth = Vector(array("depth"), null, "depth");
        var weight = Rows(array("weight"), document.Components.Count, depth.Length, "weight");
        var sigma = Rows(array("sigma"), document.Components.Count, depth.Length, "sigma");
        return new EnergyBeamData
        {
            EnergyMeVPerU = energyMeVPerU,
            DepthMm = depth,
            IntegralDose = Vector(array("integral-dose"), depth.Length, "integral-dose"),
            DoseAveragedLet = Vector(array("let"), depth.Length, "let"),
            Components = [.. document.Components.Select((group, c) => new LateralComponent(group, weight[c], sigma[c]))],
            Spectra = document.Species is { } species ? Spectra(species, array) : null,
            Kernels = document.Kernels is { } kernels ? Kernels(kernels, depth.Length, array) : [],
        };
    }

    private static BeamDocument Describe(EnergyBeamData beam, int index) => new()
    {
        Folder = FormattableString.Invariant($"beams/{index:D3}"),
        Components = [.. beam.Components.Select(c => c.Group)],
        Species = beam.Spectra is { } s ? [.. s.Species.Select(x => new SpeciesDocument(x.Z, x.A, x.Group))] : null,
        Kernels = beam.Kernels.Count > 0 ? [.. beam.Kernels.Select(k => new KernelDocument(k.AlphaX, k.BetaX))] : null,
    };

    private static FluenceSpectra Spectra(IReadOnlyList<SpeciesDocument> species, Func<string, NpyArray> array)
    {
        var depths = Vector(array("spectra-depth"), null, "spectra-depth");
        var edges = Vector(array("spectra-energy-edges"), null, "spectra-energy-edges");
        var values = array("spectra");
        Expect(values, [species.Count, depths.Length, edges.Length - 1], "spectra");
        return new FluenceSpectra
        {
            DepthMm = depths,
            Species = [.. species.Select(s => (s.Z, s.A, s.Group))],
            EnergyEdgesMeVPerU = edges,
            IonsPerPrimary = System.Array.ConvertAll(values.Values, v => (float)v),
        };
    }

    private static EffectKernel[] Kernels(IReadOnlyList<KernelDocument> kernels, int depths, Func<string, NpyArray> array)
    {
        var alpha = Rows(array("alpha"), kernels.Count, depths, "alpha");
        var beta = Rows(array("beta"), kernels.Count, depths, "beta");
        return [.. kernels.Select((k, i) => new EffectKernel(k.AlphaX, k.BetaX, alpha[i], beta[i]))];
    }

    private static byte[] Stack(IEnumerable<double[]> rows, int columns)
    {
        var all = rows.SelectMany(r => r).ToArray();
        return NpyArray.Encode([all.Length / columns, columns], all, "<f4");
    }

    private static double[] Vector(NpyArray array, int? length, string name)
    {
        Expect(array, [length ?? array.Values.Length], name);
        return array.Values;
    }

    private static double[][] Rows(NpyArray array, int rows, int columns, string name)
    {
        Expect(array, [rows, columns], name);
        return [.. Enumerable.Range(0, rows).Select(r => array.Values[(r * columns)..((r + 1) * columns)])];
    }

    private static void Expect(NpyArray array, int[] shape, string name)
    {
        if (!array.Shape.SequenceEqual(shape)) throw new FormatException($"{name}.npy has shape ({string.Join(", ", array.Shape)}), not ({string.Join(", ", shape)})");
    }
}
