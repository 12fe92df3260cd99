namespace Hanbeam.Dicom.Codec;

/// <summary>The attributes that Hanbeam reads or writes, named by their keywords in the standard's data dictionary [DICOM, PS3.6].</summary>
internal static class DicomTags
{
    private static readonly Dictionary<DicomTag, (string Keyword, DicomVr Vr)> Known = [];

    internal static readonly DicomTag FileMetaInformationGroupLength = Define(0x0002, 0x0000, DicomVr.UL, nameof(FileMetaInformationGroupLength));
    internal static readonly DicomTag FileMetaInformationVersion = Define(0x0002, 0x0001, DicomVr.OB, nameof(FileMetaInformationVersion));
    internal static readonly DicomTag MediaStorageSOPClassUID = Define(0x0002, 0x0002, DicomVr.UI, nameof(MediaStorageSOPClassUID));
    internal static readonly DicomTag MediaStorageSOPInstanceUID = Define(0x0002, 0x0003, DicomVr.UI, nameof(MediaStorageSOPInstanceUID));
    internal static readonly DicomTag TransferSyntaxUID = Define(0x0002, 0x0010, DicomVr.UI, nameof(TransferSyntaxUID));
    internal static readonly DicomTag ImplementationClassUID = Define(0x0002, 0x0012, DicomVr.UI, nameof(ImplementationClassUID));
    internal static readonly DicomTag ImplementationVersionName = Define(0x0002, 0x0013, DicomVr.SH, nameof(ImplementationVersionName));

    internal static readonly DicomTag SpecificCharacterSet = Define(0x0008, 0x0005, DicomVr.CS, nameof(SpecificCharacterSet));
    internal static readonly DicomTag ImageType = Define(0x0008, 0x0008, DicomVr.CS, nameof(ImageType));
    internal static readonly DicomTag InstanceCreationDate = Define(0x0008, 0x0012, DicomVr.DA, nameof(InstanceCreationDate));
    internal static readonly DicomTag InstanceCreationTime = Define(0x0008, 0x0013, DicomVr.TM, nameof(InstanceCreationTime));
    internal static readonly DicomTag SOPClassUID = Define(0x0008, 0x0016, DicomVr.UI, nameof(SOPClassUID));
    internal static readonly DicomTag SOPInstanceUID = Define(0x0008, 0x0018, DicomVr.UI, nameof(SOPInstanceUID));
    internal static readonly DicomTag StudyDate = Define(0x0008, 0x0020, DicomVr.DA, nameof(StudyDate));
    internal static readonly DicomTag SeriesDate = Define(0x0008, 0x0021, DicomVr.DA, nameof(SeriesDate));
    internal static readonly DicomTag AcquisitionDate = Define(0x0008, 0x0022, DicomVr.DA, nameof(AcquisitionDate));
    internal static readonly DicomTag ContentDate = Define(0x0008, 0x0023, DicomVr.DA, nameof(ContentDate));
    internal static readonly DicomTag StudyTime = Define(0x0008, 0x0030, DicomVr.TM, nameof(StudyTime));
    internal static readonly DicomTag SeriesTime = Define(0x0008, 0x0031, DicomVr.TM, nameof(SeriesTime));
    internal static readonly DicomTag AcquisitionTime = Define(0x0008, 0x0032, DicomVr.TM, nameof(AcquisitionTime));
    internal static readonly DicomTag ContentTime = Define(0x0008, 0x0033, DicomVr.TM, nameof(ContentTime));
    internal static readonly DicomTag AccessionNumber = Define(0x0008, 0x0050, DicomVr.SH, nameof(AccessionNumber));
    internal static readonly DicomTag Modality = Define(0x0008, 0x0060, DicomVr.CS, nameof(Modality));
    internal static readonly DicomTag Manufacturer = Define(0x0008, 0x0070, DicomVr.LO, nameof(Manufacturer));
    internal static readonly DicomTag InstitutionName = Define(0x0008, 0x0080, DicomVr.LO, nameof(InstitutionName));
    internal static readonly DicomTag ReferringPhysicianName = Define(0x0008, 0x0090, DicomVr.PN, nameof(ReferringPhysicianName));
    internal static readonly DicomTag StudyDescription = Define(0x0008, 0x1030, DicomVr.LO, nameof(StudyDescription));
    internal static readonly DicomTag SeriesDescription = Define(0x0008, 0x103E, DicomVr.LO, nameof(SeriesDescription));
    internal static readonly DicomTag OperatorsName = Define(0x0008, 0x1070, DicomVr.PN, nameof(OperatorsName));
    internal static readonly DicomTag ManufacturerModelName = Define(0x0008, 0x1090, DicomVr.LO, nameof(ManufacturerModelName));
    internal static readonly DicomTag ReferencedSOPClassUID = Define(0x0008, 0x1150, DicomVr.UI, nameof(ReferencedSOPClassUID));
    internal static readonly DicomTag ReferencedSOPInstanceUID = Define(0x0008, 0x1155, DicomVr.UI, nameof(ReferencedSOPInstanceUID));
    internal static readonly DicomTag DerivationDescription = Define(0x0008, 0x2111, DicomVr.ST, nameof(DerivationDescription));

    internal static readonly DicomTag PatientName = Define(0x0010, 0x0010, DicomVr.PN, nameof(PatientName));
    internal static readonly DicomTag PatientID = Define(0x0010, 0x0020, DicomVr.LO, nameof(PatientID));
    internal static readonly DicomTag PatientBirthDate = Define(0x0010, 0x0030, DicomVr.DA, nameof(PatientBirthDate));
    internal static readonly DicomTag PatientSex = Define(0x0010, 0x0040, DicomVr.CS, nameof(PatientSex));

    internal static readonly DicomTag BodyPartExamined = Define(0x0018, 0x0015, DicomVr.CS, nameof(BodyPartExamined));
    internal static readonly DicomTag SliceThickness = Define(0x0018, 0x0050, DicomVr.DS, nameof(SliceThickness));
    internal static readonly DicomTag KVP = Define(0x0018, 0x0060, DicomVr.DS, nameof(KVP));
    internal static readonly DicomTag SpacingBetweenSlices = Define(0x0018, 0x0088, DicomVr.DS, nameof(SpacingBetweenSlices));
    internal static readonly DicomTag SoftwareVersions = Define(0x0018, 0x1020, DicomVr.LO, nameof(SoftwareVersions));
    internal static readonly DicomTag GantryDetectorTilt = Define(0x0018, 0x1120, DicomVr.DS, nameof(GantryDetectorTilt));
    internal static readonly DicomTag PatientPosition = Define(0x0018, 0x5100, DicomVr.CS, nameof(PatientPosition));

    internal static readonly DicomTag StudyInstanceUID = Define(0x0020, 0x000D, DicomVr.UI, nameof(StudyInstanceUID));
    internal static readonly DicomTag SeriesInstanceUID = Define(0x0020, 0x000E, DicomVr.UI, nameof(SeriesInstanceUID));
    internal static readonly DicomTag StudyID = Define(0x0020, 0x0010, DicomVr.SH, nameof(StudyID));
    internal static readonly DicomTag SeriesNumber = Define(0x0020, 0x0011, DicomVr.IS, nameof(SeriesNumber));
    internal static readonly DicomTag AcquisitionNumber = Define(0x0020, 0x0012, DicomVr.IS, nameof(AcquisitionNumber));
    internal static readonly DicomTag InstanceNumber = Define(0x0020, 0x0013, DicomVr.IS, nameof(InstanceNumber));
    internal static readonly DicomTag ImagePositionPatient = Define(0x0020, 0x0032, DicomVr.DS, nameof(ImagePositionPatient));
    internal static readonly DicomTag ImageOrientationPatient = Define(0x0020, 0x0037, DicomVr.DS, nameof(ImageOrientationPatient));
    internal static readonly DicomTag FrameOfReferenceUID = Define(0x0020, 0x0052, DicomVr.UI, nameof(FrameOfReferenceUID));
    internal static readonly DicomTag Laterality = Define(0x0020, 0x0060, DicomVr.CS, nameof(Laterality));
    internal static readonly DicomTag PositionReferenceIndicator = Define(0x0020, 0x1040, DicomVr.LO, nameof(PositionReferenceIndicator));
    internal static readonly DicomTag SliceLocation = Define(0x0020, 0x1041, DicomVr.DS, nameof(SliceLocation));

    internal static readonly DicomTag SamplesPerPixel = Define(0x0028, 0x0002, DicomVr.US, nameof(SamplesPerPixel));
    internal static readonly DicomTag PhotometricInterpretation = Define(0x0028, 0x0004, DicomVr.CS, nameof(PhotometricInterpretation));
    internal static readonly DicomTag NumberOfFrames = Define(0x0028, 0x0008, DicomVr.IS, nameof(NumberOfFrames));
    internal static readonly DicomTag FrameIncrementPointer = Define(0x0028, 0x0009, DicomVr.AT, nameof(FrameIncrementPointer));
    internal static readonly DicomTag Rows = Define(0x0028, 0x0010, DicomVr.US, nameof(Rows));
    internal static readonly DicomTag Columns = Define(0x0028, 0x0011, DicomVr.US, nameof(Columns));
    internal static readonly DicomTag PixelSpacing = Define(0x0028, 0x0030, DicomVr.DS, nameof(PixelSpacing));
    internal static readonly DicomTag BitsAllocated = Define(0x0028, 0x0100, DicomVr.US, nameof(BitsAllocated));
    internal static readonly DicomTag BitsStored = Define(0x0028, 0x0101, DicomVr.US, nameof(BitsStored));
    internal static readonly DicomTag HighBit = Define(0x0028, 0x0102, DicomVr.US, nameof(HighBit));
    internal static readonly DicomTag PixelRepresentation = Define(0x0028, 0x0103, DicomVr.US, nameof(PixelRepresentation));
    internal static readonly DicomTag BurnedInAnnotation = Define(0x0028, 0x0301, DicomVr.CS, nameof(BurnedInAnnotation));
    internal static readonly DicomTag WindowCenter = Define(0x0028, 0x1050, DicomVr.DS, nameof(WindowCenter));
    internal static readonly DicomTag WindowWidth = Define(0x0028, 0x1051, DicomVr.DS, nameof(WindowWidth));
    internal static readonly DicomTag RescaleIntercept = Define(0x0028, 0x1052, DicomVr.DS, nameof(RescaleIntercept));
    internal static readonly DicomTag RescaleSlope = Define(0x0028, 0x1053, DicomVr.DS, nameof(RescaleSlope));
    internal static readonly DicomTag RescaleType = Define(0x0028, 0x1054, DicomVr.LO, nameof(RescaleType));

    internal static readonly DicomTag DoseUnits = Define(0x3004, 0x0002, DicomVr.CS, nameof(DoseUnits));
    internal static readonly DicomTag DoseType = Define(0x3004, 0x0004, DicomVr.CS, nameof(DoseType));
    internal static readonly DicomTag DoseComment = Define(0x3004, 0x0006, DicomVr.LO, nameof(DoseComment));
    internal static readonly DicomTag NormalizationPoint = Define(0x3004, 0x0008, DicomVr.DS, nameof(NormalizationPoint));
    internal static readonly DicomTag DoseSummationType = Define(0x3004, 0x000A, DicomVr.CS, nameof(DoseSummationType));
    internal static readonly DicomTag GridFrameOffsetVector = Define(0x3004, 0x000C, DicomVr.DS, nameof(GridFrameOffsetVector));
    internal static readonly DicomTag DoseGridScaling = Define(0x3004, 0x000E, DicomVr.DS, nameof(DoseGridScaling));
    internal static readonly DicomTag TissueHeterogeneityCorrection = Define(0x3004, 0x0014, DicomVr.CS, nameof(TissueHeterogeneityCorrection));

    internal static readonly DicomTag StructureSetLabel = Define(0x3006, 0x0002, DicomVr.SH, nameof(StructureSetLabel));
    internal static readonly DicomTag StructureSetName = Define(0x3006, 0x0004, DicomVr.LO, nameof(StructureSetName));
    internal static readonly DicomTag StructureSetDescription = Define(0x3006, 0x0006, DicomVr.ST, nameof(StructureSetDescription));
    internal static readonly DicomTag StructureSetDate = Define(0x3006, 0x0008, DicomVr.DA, nameof(StructureSetDate));
    internal static readonly DicomTag StructureSetTime = Define(0x3006, 0x0009, DicomVr.TM, nameof(StructureSetTime));
    internal static readonly DicomTag ReferencedFrameOfReferenceSequence = Define(0x3006, 0x0010, DicomVr.SQ, nameof(ReferencedFrameOfReferenceSequence));
    internal static readonly DicomTag RTReferencedStudySequence = Define(0x3006, 0x0012, DicomVr.SQ, nameof(RTReferencedStudySequence));
    internal static readonly DicomTag RTReferencedSeriesSequence = Define(0x3006, 0x0014, DicomVr.SQ, nameof(RTReferencedSeriesSequence));
    internal static readonly DicomTag ContourImageSequence = Define(0x3006, 0x0016, DicomVr.SQ, nameof(ContourImageSequence));
    internal static readonly DicomTag StructureSetROISequence = Define(0x3006, 0x0020, DicomVr.SQ, nameof(StructureSetROISequence));
    internal static readonly DicomTag ROINumber = Define(0x3006, 0x0022, DicomVr.IS, nameof(ROINumber));
    internal static readonly DicomTag ReferencedFrameOfReferenceUID = Define(0x3006, 0x0024, DicomVr.UI, nameof(ReferencedFrameOfReferenceUID));
    internal static readonly DicomTag ROIName = Define(0x3006, 0x0026, DicomVr.LO, nameof(ROIName));
    internal static readonly DicomTag ROIDisplayColor = Define(0x3006, 0x002A, DicomVr.IS, nameof(ROIDisplayColor));
    internal static readonly DicomTag ROIGenerationAlgorithm = Define(0x3006, 0x0036, DicomVr.CS, nameof(ROIGenerationAlgorithm));
    internal static readonly DicomTag ROIContourSequence = Define(0x3006, 0x0039, DicomVr.SQ, nameof(ROIContourSequence));
    internal static readonly DicomTag ContourSequence = Define(0x3006, 0x0040, DicomVr.SQ, nameof(ContourSequence));
    internal static readonly DicomTag ContourGeometricType = Define(0x3006, 0x0042, DicomVr.CS, nameof(ContourGeometricType));
    internal static readonly DicomTag NumberOfContourPoints = Define(0x3006, 0x0046, DicomVr.IS, nameof(NumberOfContourPoints));
    internal static readonly DicomTag ContourNumber = Define(0x3006, 0x0048, DicomVr.IS, nameof(ContourNumber));
    internal static readonly DicomTag ContourData = Define(0x3006, 0x0050, DicomVr.DS, nameof(ContourData));
    internal static readonly DicomTag RTROIObservationsSequence = Define(0x3006, 0x0080, DicomVr.SQ, nameof(RTROIObservationsSequence));
    internal static readonly DicomTag ObservationNumber = Define(0x3006, 0x0082, DicomVr.IS, nameof(ObservationNumber));
    internal static readonly DicomTag ReferencedROINumber = Define(0x3006, 0x0084, DicomVr.IS, nameof(ReferencedROINumber));
    internal static readonly DicomTag ROIObservationLabel = Define(0x3006, 0x0085, DicomVr.SH, nameof(ROIObservationLabel));
    internal static readonly DicomTag RTROIInterpretedType = Define(0x3006, 0x00A4, DicomVr.CS, nameof(RTROIInterpretedType));
    internal static readonly DicomTag ROIInterpreter = Define(0x3006, 0x00A6, DicomVr.PN, nameof(ROIInterpreter));

    internal static readonly DicomTag RTPlanLabel = Define(0x300A, 0x0002, DicomVr.SH, nameof(RTPlanLabel));
    internal static readonly DicomTag RTPlanName = Define(0x300A, 0x0003, DicomVr.LO, nameof(RTPlanName));
    internal static readonly DicomTag RTPlanDescription = Define(0x300A, 0x0004, DicomVr.ST, nameof(RTPlanDescription));
    internal static readonly DicomTag RTPlanDate = Define(0x300A, 0x0006, DicomVr.DA, nameof(RTPlanDate));
    internal static readonly DicomTag RTPlanTime = Define(0x300A, 0x0007, DicomVr.TM, nameof(RTPlanTime));
    internal static readonly DicomTag PlanIntent = Define(0x300A, 0x000A, DicomVr.CS, nameof(PlanIntent));
    internal static readonly DicomTag RTPlanGeometry = Define(0x300A, 0x000C, DicomVr.CS, nameof(RTPlanGeometry));
    internal static readonly DicomTag PrescriptionDescription = Define(0x300A, 0x000E, DicomVr.ST, nameof(PrescriptionDescription));
    internal static readonly DicomTag DoseReferenceSequence = Define(0x300A, 0x0010, DicomVr.SQ, nameof(DoseReferenceSequence));
    internal static readonly DicomTag DoseReferenceNumber = Define(0x300A, 0x0012, DicomVr.IS, nameof(DoseReferenceNumber));
    internal static readonly DicomTag DoseReferenceUID = Define(0x300A, 0x0013, DicomVr.UI, nameof(DoseReferenceUID));
    internal static readonly DicomTag DoseReferenceStructureType = Define(0x300A, 0x0014, DicomVr.CS, nameof(DoseReferenceStructureType));
    internal static readonly DicomTag DoseReferenceDescription = Define(0x300A, 0x0016, DicomVr.LO, nameof(DoseReferenceDescription));
    internal static readonly DicomTag DoseReferenceType = Define(0x300A, 0x0020, DicomVr.CS, nameof(DoseReferenceType));
    internal static readonly DicomTag TargetPrescriptionDose = Define(0x300A, 0x0026, DicomVr.DS, nameof(TargetPrescriptionDose));
    internal static readonly DicomTag FractionGroupSequence = Define(0x300A, 0x0070, DicomVr.SQ, nameof(FractionGroupSequence));
    internal static readonly DicomTag FractionGroupNumber = Define(0x300A, 0x0071, DicomVr.IS, nameof(FractionGroupNumber));
    internal static readonly DicomTag FractionGroupDescription = Define(0x300A, 0x0072, DicomVr.LO, nameof(FractionGroupDescription));
    internal static readonly DicomTag NumberOfFractionsPlanned = Define(0x300A, 0x0078, DicomVr.IS, nameof(NumberOfFractionsPlanned));
    internal static readonly DicomTag NumberOfBeams = Define(0x300A, 0x0080, DicomVr.IS, nameof(NumberOfBeams));
    internal static readonly DicomTag BeamMeterset = Define(0x300A, 0x0086, DicomVr.DS, nameof(BeamMeterset));
    internal static readonly DicomTag NumberOfBrachyApplicationSetups = Define(0x300A, 0x00A0, DicomVr.IS, nameof(NumberOfBrachyApplicationSetups));
    internal static readonly DicomTag TreatmentMachineName = Define(0x300A, 0x00B2, DicomVr.SH, nameof(TreatmentMachineName));
    internal static readonly DicomTag PrimaryDosimeterUnit = Define(0x300A, 0x00B3, DicomVr.CS, nameof(PrimaryDosimeterUnit));
    internal static readonly DicomTag BeamNumber = Define(0x300A, 0x00C0, DicomVr.IS, nameof(BeamNumber));
    internal static readonly DicomTag BeamName = Define(0x300A, 0x00C2, DicomVr.LO, nameof(BeamName));
    internal static readonly DicomTag BeamDescription = Define(0x300A, 0x00C3, DicomVr.ST, nameof(BeamDescription));
    internal static readonly DicomTag BeamType = Define(0x300A, 0x00C4, DicomVr.CS, nameof(BeamType));
    internal static readonly DicomTag RadiationType = Define(0x300A, 0x00C6, DicomVr.CS, nameof(RadiationType));
    internal static readonly DicomTag TreatmentDeliveryType = Define(0x300A, 0x00CE, DicomVr.CS, nameof(TreatmentDeliveryType));
    internal static readonly DicomTag NumberOfWedges = Define(0x300A, 0x00D0, DicomVr.IS, nameof(NumberOfWedges));
    internal static readonly DicomTag NumberOfCompensators = Define(0x300A, 0x00E0, DicomVr.IS, nameof(NumberOfCompensators));
    internal static readonly DicomTag NumberOfBoli = Define(0x300A, 0x00ED, DicomVr.IS, nameof(NumberOfBoli));
    internal static readonly DicomTag NumberOfBlocks = Define(0x300A, 0x00F0, DicomVr.IS, nameof(NumberOfBlocks));
    internal static readonly DicomTag FinalCumulativeMetersetWeight = Define(0x300A, 0x010E, DicomVr.DS, nameof(FinalCumulativeMetersetWeight));
    internal static readonly DicomTag NumberOfControlPoints = Define(0x300A, 0x0110, DicomVr.IS, nameof(NumberOfControlPoints));
    internal static readonly DicomTag ControlPointIndex = Define(0x300A, 0x0112, DicomVr.IS, nameof(ControlPointIndex));
    internal static readonly DicomTag NominalBeamEnergy = Define(0x300A, 0x0114, DicomVr.DS, nameof(NominalBeamEnergy));
    internal static readonly DicomTag GantryAngle = Define(0x300A, 0x011E, DicomVr.DS, nameof(GantryAngle));
    internal static readonly DicomTag GantryRotationDirection = Define(0x300A, 0x011F, DicomVr.CS, nameof(GantryRotationDirection));
    internal static readonly DicomTag BeamLimitingDeviceAngle = Define(0x300A, 0x0120, DicomVr.DS, nameof(BeamLimitingDeviceAngle));
    internal static readonly DicomTag BeamLimitingDeviceRotationDirection = Define(0x300A, 0x0121, DicomVr.CS, nameof(BeamLimitingDeviceRotationDirection));
    internal static readonly DicomTag PatientSupportAngle = Define(0x300A, 0x0122, DicomVr.DS, nameof(PatientSupportAngle));
    internal static readonly DicomTag PatientSupportRotationDirection = Define(0x300A, 0x0123, DicomVr.CS, nameof(PatientSupportRotationDirection));
    internal static readonly DicomTag TableTopVerticalPosition = Define(0x300A, 0x0128, DicomVr.DS, nameof(TableTopVerticalPosition));
    internal static readonly DicomTag TableTopLongitudinalPosition = Define(0x300A, 0x0129, DicomVr.DS, nameof(TableTopLongitudinalPosition));
    internal static readonly DicomTag TableTopLateralPosition = Define(0x300A, 0x012A, DicomVr.DS, nameof(TableTopLateralPosition));
    internal static readonly DicomTag IsocenterPosition = Define(0x300A, 0x012C, DicomVr.DS, nameof(IsocenterPosition));
    internal static readonly DicomTag CumulativeMetersetWeight = Define(0x300A, 0x0134, DicomVr.DS, nameof(CumulativeMetersetWeight));
    internal static readonly DicomTag TableTopPitchAngle = Define(0x300A, 0x0140, DicomVr.FL, nameof(TableTopPitchAngle));
    internal static readonly DicomTag TableTopPitchRotationDirection = Define(0x300A, 0x0142, DicomVr.CS, nameof(TableTopPitchRotationDirection));
    internal static readonly DicomTag TableTopRollAngle = Define(0x300A, 0x0144, DicomVr.FL, nameof(TableTopRollAngle));
    internal static readonly DicomTag TableTopRollRotationDirection = Define(0x300A, 0x0146, DicomVr.CS, nameof(TableTopRollRotationDirection));
    internal static readonly DicomTag GantryPitchAngle = Define(0x300A, 0x014A, DicomVr.FL, nameof(GantryPitchAngle));
    internal static readonly DicomTag GantryPitchRotationDirection = Define(0x300A, 0x014C, DicomVr.CS, nameof(GantryPitchRotationDirection));
    internal static readonly DicomTag PatientSetupSequence = Define(0x300A, 0x0180, DicomVr.SQ, nameof(PatientSetupSequence));
    internal static readonly DicomTag PatientSetupNumber = Define(0x300A, 0x0182, DicomVr.IS, nameof(PatientSetupNumber));
    internal static readonly DicomTag SetupTechnique = Define(0x300A, 0x01B0, DicomVr.CS, nameof(SetupTechnique));
    internal static readonly DicomTag RadiationMassNumber = Define(0x300A, 0x0302, DicomVr.IS, nameof(RadiationMassNumber));
    internal static readonly DicomTag RadiationAtomicNumber = Define(0x300A, 0x0304, DicomVr.IS, nameof(RadiationAtomicNumber));
    internal static readonly DicomTag RadiationChargeState = Define(0x300A, 0x0306, DicomVr.SS, nameof(RadiationChargeState));
    internal static readonly DicomTag ScanMode = Define(0x300A, 0x0308, DicomVr.CS, nameof(ScanMode));
    internal static readonly DicomTag ModulatedScanModeType = Define(0x300A, 0x0309, DicomVr.CS, nameof(ModulatedScanModeType));
    internal static readonly DicomTag VirtualSourceAxisDistances = Define(0x300A, 0x030A, DicomVr.FL, nameof(VirtualSourceAxisDistances));
    internal static readonly DicomTag SnoutSequence = Define(0x300A, 0x030C, DicomVr.SQ, nameof(SnoutSequence));
    internal static readonly DicomTag SnoutPosition = Define(0x300A, 0x030D, DicomVr.FL, nameof(SnoutPosition));
    internal static readonly DicomTag SnoutID = Define(0x300A, 0x030F, DicomVr.SH, nameof(SnoutID));
    internal static readonly DicomTag NumberOfRangeShifters = Define(0x300A, 0x0312, DicomVr.IS, nameof(NumberOfRangeShifters));
    internal static readonly DicomTag RangeShifterSequence = Define(0x300A, 0x0314, DicomVr.SQ, nameof(RangeShifterSequence));
    internal static readonly DicomTag RangeShifterNumber = Define(0x300A, 0x0316, DicomVr.IS, nameof(RangeShifterNumber));
    internal static readonly DicomTag RangeShifterID = Define(0x300A, 0x0318, DicomVr.SH, nameof(RangeShifterID));
    internal static readonly DicomTag RangeShifterType = Define(0x300A, 0x0320, DicomVr.CS, nameof(RangeShifterType));
    internal static readonly DicomTag RangeShifterDescription = Define(0x300A, 0x0322, DicomVr.LO, nameof(RangeShifterDescription));
    internal static readonly DicomTag NumberOfLateralSpreadingDevices = Define(0x300A, 0x0330, DicomVr.IS, nameof(NumberOfLateralSpreadingDevices));
    internal static readonly DicomTag NumberOfRangeModulators = Define(0x300A, 0x0340, DicomVr.IS, nameof(NumberOfRangeModulators));
    internal static readonly DicomTag RangeModulatorSequence = Define(0x300A, 0x0342, DicomVr.SQ, nameof(RangeModulatorSequence));
    internal static readonly DicomTag RangeModulatorNumber = Define(0x300A, 0x0344, DicomVr.IS, nameof(RangeModulatorNumber));
    internal static readonly DicomTag RangeModulatorID = Define(0x300A, 0x0346, DicomVr.SH, nameof(RangeModulatorID));
    internal static readonly DicomTag RangeModulatorType = Define(0x300A, 0x0348, DicomVr.CS, nameof(RangeModulatorType));
    internal static readonly DicomTag RangeModulatorDescription = Define(0x300A, 0x034A, DicomVr.LO, nameof(RangeModulatorDescription));
    internal static readonly DicomTag PatientSupportType = Define(0x300A, 0x0350, DicomVr.CS, nameof(PatientSupportType));
    internal static readonly DicomTag RangeShifterSettingsSequence = Define(0x300A, 0x0360, DicomVr.SQ, nameof(RangeShifterSettingsSequence));
    internal static readonly DicomTag RangeShifterSetting = Define(0x300A, 0x0362, DicomVr.LO, nameof(RangeShifterSetting));
    internal static readonly DicomTag IsocenterToRangeShifterDistance = Define(0x300A, 0x0364, DicomVr.FL, nameof(IsocenterToRangeShifterDistance));
    internal static readonly DicomTag RangeShifterWaterEquivalentThickness = Define(0x300A, 0x0366, DicomVr.FL, nameof(RangeShifterWaterEquivalentThickness));
    internal static readonly DicomTag RangeModulatorSettingsSequence = Define(0x300A, 0x0380, DicomVr.SQ, nameof(RangeModulatorSettingsSequence));
    internal static readonly DicomTag ScanSpotTuneID = Define(0x300A, 0x0390, DicomVr.SH, nameof(ScanSpotTuneID));
    internal static readonly DicomTag NumberOfScanSpotPositions = Define(0x300A, 0x0392, DicomVr.IS, nameof(NumberOfScanSpotPositions));
    internal static readonly DicomTag ScanSpotPositionMap = Define(0x300A, 0x0394, DicomVr.FL, nameof(ScanSpotPositionMap));
    internal static readonly DicomTag ScanSpotMetersetWeights = Define(0x300A, 0x0396, DicomVr.FL, nameof(ScanSpotMetersetWeights));
    internal static readonly DicomTag ScanningSpotSize = Define(0x300A, 0x0398, DicomVr.FL, nameof(ScanningSpotSize));
    internal static readonly DicomTag NumberOfPaintings = Define(0x300A, 0x039A, DicomVr.IS, nameof(NumberOfPaintings));
    internal static readonly DicomTag IonBeamSequence = Define(0x300A, 0x03A2, DicomVr.SQ, nameof(IonBeamSequence));
    internal static readonly DicomTag IonControlPointSequence = Define(0x300A, 0x03A8, DicomVr.SQ, nameof(IonControlPointSequence));

    internal static readonly DicomTag ReferencedRTPlanSequence = Define(0x300C, 0x0002, DicomVr.SQ, nameof(ReferencedRTPlanSequence));
    internal static readonly DicomTag ReferencedBeamSequence = Define(0x300C, 0x0004, DicomVr.SQ, nameof(ReferencedBeamSequence));
    internal static readonly DicomTag ReferencedBeamNumber = Define(0x300C, 0x0006, DicomVr.IS, nameof(ReferencedBeamNumber));
    internal static readonly DicomTag ReferencedStructureSetSequence = Define(0x300C, 0x0060, DicomVr.SQ, nameof(ReferencedStructureSetSequence));
    internal static readonly DicomTag ReferencedPatientSetupNumber = Define(0x300C, 0x006A, DicomVr.IS, nameof(ReferencedPatientSetupNumber));
    internal static readonly DicomTag ReferencedRangeShifterNumber = Define(0x300C, 0x0100, DicomVr.IS, nameof(ReferencedRangeShifterNumber));
    internal static readonly DicomTag ReferencedRangeModulatorNumber = Define(0x300C, 0x0104, DicomVr.IS, nameof(ReferencedRangeModulatorNumber));

    internal static readonly DicomTag ApprovalStatus = Define(0x300E, 0x0002, DicomVr.CS, nameof(ApprovalStatus));

    internal static readonly DicomTag PixelData = Define(0x7FE0, 0x0010, DicomVr.OW, nameof(PixelData));

    /// <summary>The value representation of a tag in implicit VR files, <see cref="DicomVr.UN"/> where this table does not know it.</summary>
    internal static DicomVr VrOf(DicomTag tag) => Known.TryGetValue(tag, out var entry) ? entry.Vr : tag.Element == 0 ? DicomVr.UL : DicomVr.UN;

    /// <summary>The keyword of a tag, empty where this table does not know it.</summary>
    internal static string KeywordOf(DicomTag tag) => Known.TryGetValue(tag, out var entry) ? entry.Keyword : "";

    private static DicomTag Define(ushort group, ushort element, DicomVr vr, string keyword)
    {
        var tag = new DicomTag(group, element);
        Known.Add(tag, (keyword, vr));
        return tag;
    }
}
